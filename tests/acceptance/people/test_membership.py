"""Blocked, thrown out, let in again, moved, closed: settings survive, and the state is right."""


async def settled_subscription(stage, user, where, chat):
    await stage.says(user, where, "/subscribe")
    await stage.says(user, where, "/settings level important")
    await stage.says(user, where, "/filter add captives")
    return chat


async def test_blocked_and_let_in_again(stage):
    ada = stage.api.user("Ada")
    chat = stage.api.private(ada)
    await settled_subscription(stage, ada, chat, chat)
    await ada.blocks_bot()
    await stage.settled()
    assert stage.subscription(chat.id) is None
    await ada.unblocks_bot()
    await stage.settled()
    back = stage.subscription(chat.id)
    assert (back.level, back.filters) == (1, ("captives",))


async def test_who_unsubscribed_before_blocking_stays_unsubscribed(stage):
    ada = stage.api.user("Ada")
    chat = stage.api.private(ada)
    await stage.says(ada, chat, "/subscribe")
    await stage.says(ada, chat, "/unsubscribe")
    await ada.blocks_bot()
    await ada.unblocks_bot()
    await stage.settled()
    assert stage.subscription(chat.id) is None


async def test_thrown_out_of_a_group_and_added_again(stage):
    ada = stage.api.user("Ada")
    group = stage.api.supergroup("Readers", creator=ada)
    await settled_subscription(stage, ada, group, group)
    await ada.removes_bot(group)
    await stage.settled()
    assert stage.subscription(group.id) is None
    await ada.adds_bot(group)
    await stage.settled()
    assert stage.subscription(group.id).level == 1


async def test_silenced_in_a_group_and_allowed_again(stage):
    ada = stage.api.user("Ada")
    group = stage.api.supergroup("Readers", creator=ada)
    await settled_subscription(stage, ada, group, group)
    await ada.restricts_bot(group, can_send_messages=False)
    await stage.settled()
    assert stage.subscription(group.id) is None
    await ada.restricts_bot(group, can_send_messages=True)
    await stage.settled()
    assert stage.subscription(group.id)


async def test_without_the_right_to_post_a_channel_sleeps(stage):
    ada = stage.api.user("Ada")
    channel = stage.api.channel("News", creator=ada)
    await settled_subscription(stage, ada, channel, channel)
    await ada.promotes_bot(channel, can_post_messages=False)
    await stage.settled()
    assert stage.subscription(channel.id) is None
    await ada.promotes_bot(channel)
    await stage.settled()
    assert stage.subscription(channel.id).level == 1


async def test_a_group_that_becomes_a_supergroup_keeps_everything(stage):
    ada = stage.api.user("Ada")
    group = stage.api.group("Readers", creator=ada)
    await settled_subscription(stage, ada, group, group)
    await stage.says(ada, group, "/language fr")
    moved = stage.api.migrate(group)
    await stage.settled()
    assert stage.subscription(group.id) is None
    there = stage.subscription(moved.id)
    assert (there.level, there.filters) == (1, ("captives",))
    assert "Réglages" in (await stage.says(ada, moved, "/settings")).text


async def test_a_topic_that_is_opened_again_wakes_up(stage):
    ada = stage.api.user("Ada")
    forum = stage.api.supergroup("Forum", creator=ada, forum=True)
    news = stage.api.topic(forum, "News")
    await settled_subscription(stage, ada, news, forum)
    await ada.closes_topic(news)
    stage.store.write_now(lambda tables: tables.outbox.chats.gone(forum.id, stage.now, thread=news.id))
    assert stage.subscription(forum.id, news.id) is None
    await ada.reopens_topic(news)
    await stage.settled()
    assert stage.subscription(forum.id, news.id).level == 1


async def test_nobody_who_cannot_be_reached_stops_the_bot(stage):
    ada, bob = stage.api.user("Ada"), stage.api.user("Bob")
    chat = stage.api.private(ada)
    await ada.says(chat, "/start")
    await ada.blocks_bot()
    await stage.settled()
    assert "one alert" in (await stage.says(bob, stage.api.private(bob), "/start")).text
