"""Who is subscribed, and what is announced to them, corrected and edited."""

from bot.core.model import Reason
from tests.simulation.disk import transaction
from tests.storage.alerts import NOW, TOPIC, alert, announce, key


class News:
    """The newsroom of one hour, and its readers."""

    def __init__(self, *, random, connection, world, clock):
        self.random, self.connection, self.world, self.clock = random, connection, world, clock
        self.chats = []
        self.alerts = []
        self.wanted = {}  # alert -> the subscriptions when it was announced

    def subscribe(self):
        """Private chats, and groups of which some have a second thread."""
        self.chats += [*range(1, self.random.randint(4, 14)), *(-n for n in range(1, self.random.randint(2, 5)))]

        def work(tables):
            for chat in self.chats:
                for thread in [0] if chat > 0 else range(self.random.randint(1, 2)):
                    tables.subscriptions.subscribe(key(chat, thread), NOW)

        transaction(self.connection, work)

    def announce(self):
        """A new alert, or one in five times a correction of one before; a few are markup that nobody can read."""
        now, number = self.clock(), len(self.alerts)
        original = self.random.choice(self.alerts) if self.alerts and self.random.random() < 0.2 else None
        one = alert(
            number, now, importance=self.random.choice([1, 2]),
            reason=Reason.CORRECTION if original else Reason.NEW_DEVELOPMENT,
            development=original.development if original else None,
            storyline=original.storyline if original else f"s{self.random.randint(0, 3)}",
        )  # fmt: skip

        def work(tables):
            announce(tables, one, headline=f"Headline {number}")
            if original is None:
                self.wanted[one.id] = len(list(tables.subscriptions.of_topic(TOPIC)))

        transaction(self.connection, work)
        self.alerts.append(original or one)
        if self.random.random() < 0.06:
            self.world.poisoned.add(one.id)

    def edit(self):
        if self.alerts:
            one = self.random.choice(self.alerts)
            transaction(self.connection, lambda tables: tables.outbox.edit(one, self.clock()))
