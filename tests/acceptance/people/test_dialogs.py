"""The dialogs: a filter is tried before it is saved, values without a button are asked for, errors point at the place."""

import pytest

from tests.acceptance.people.stage import OTHER, TOPIC, Stage

NOT_KNOWN = "That is no command of mine. /help lists them."


async def subscribed(stage, name="Ada", **who):
    user = stage.api.user(name, **who)
    chat = stage.api.private(user)
    return user, chat, await stage.says(user, chat, "/subscribe")


def week(stage):
    """Fifty developments: seven about captives, of which one is of importance 3; four by Lantern Wire."""
    for number in range(50):
        about = "frees captives" if number < 7 else "sends envoys"
        stage.record(
            f"Hill Council {about}, round {number}",
            "lantern" if number % 14 == 0 else "harbour",
            importance=3 if number == 6 else 2,
        )


async def test_a_filter_is_tried_shown_and_saved(stage):
    week(stage)
    ada, chat, screen = await subscribed(stage)
    await stage.taps(ada, screen, "Filters")
    await stage.taps(ada, screen, "Add a filter")
    assert "Which words?" in chat.last.text
    await stage.says(ada, chat, "captives")
    assert "It would have sent 6 of the last 50 developments." in chat.last.text
    assert "The Harbour Post: “Hill Council frees captives, round 1”" in chat.last.text
    assert "round 6" not in chat.last.text
    assert "envoys" not in chat.last.text
    assert stage.subscription(chat.id).filters == ()
    await stage.taps(ada, chat.last, "Save this filter")
    assert stage.subscription(chat.id).filters == ("captives",)


async def test_headlines_that_find_no_room_are_counted(stage):
    for number in range(9):
        stage.record(f"Hill Council frees captives {number} " + "𝒳 & <long> " * 60)
    ada, chat, _ = await subscribed(stage)
    said = await stage.says(ada, chat, "/filter test captives")
    shown = said.text.count("Hill Council frees")
    assert 1 <= shown < 9
    assert f"and {9 - shown} more" in said.text
    assert "Save this filter" in said.buttons


async def test_the_level_counts_when_a_filter_is_tried(stage):
    week(stage)
    ada, chat, _ = await subscribed(stage)
    await stage.says(ada, chat, "/settings level everything")
    assert (
        "It would have sent 7 of the last 50 developments."
        in (await stage.says(ada, chat, "/filter test captives")).text
    )


async def test_a_filter_can_be_tried_again_and_dropped(stage):
    week(stage)
    ada, chat, _ = await subscribed(stage)
    await stage.says(ada, chat, "/filter test captives")
    await stage.taps(ada, chat.last, "Other words")
    await stage.says(ada, chat, "outlet:lantern")
    assert "4 of the last 50" in chat.last.text
    await stage.taps(ada, chat.last, "Cancel")
    assert (await stage.says(ada, chat, "just chatting")).text == NOT_KNOWN
    assert stage.subscription(chat.id).filters == ()


async def test_before_there_is_any_news_it_says_so(stage):
    ada, chat, _ = await subscribed(stage)
    assert "No developments have been recorded yet" in (await stage.says(ada, chat, "/filter test captives")).text


@pytest.mark.parametrize(
    ("text", "says", "underlined"),
    [
        ("(hostages doha", "A ( without its ).", "("),
        ("hostages) doha", "A ) without its (.", ")"),
        ('doha "prisoner swap', "A quotation mark without its partner.", '"'),
        ("hostages OR", "A word is missing here.", "O"),
        ("colour:red", "There is no field colour", "c"),
        ("talks -!!", "Here is no word to look for.", "-"),
        ("رهائن) الدوحة", "A ) without its (.", ")"),
        ("x" * 201, "It has 201 characters; a filter has at most 200.", None),
        ("", "There is no word in it.", None),
    ],
)
async def test_errors_point_at_the_place(stage, text, says, underlined):
    ada, chat, _ = await subscribed(stage)
    said = await stage.says(ada, chat, f"/filter add {text}")
    assert says in said.text
    places = [entity for entity in said.entities if entity["type"] == "underline"]
    if underlined is None:
        assert places == []
    else:
        (place,) = places
        assert said.text[place["offset"]] == underlined
    assert stage.subscription(chat.id).filters == ()


async def test_an_error_in_the_dialog_lets_one_write_again(stage):
    ada, chat, screen = await subscribed(stage)
    await stage.taps(ada, screen, "Filters")
    await stage.taps(ada, screen, "Add a filter")
    await stage.says(ada, chat, "(captives")
    assert "A ( without its )" in chat.last.text
    await stage.says(ada, chat, "captives")
    await stage.taps(ada, chat.last, "Save")
    assert stage.subscription(chat.id).filters == ("captives",)


async def test_ten_filters_and_no_more(stage):
    ada, chat, _ = await subscribed(stage)
    for number in range(10):
        await stage.says(ada, chat, f"/filter add word{number}")
    assert "10 filters already" in (await stage.says(ada, chat, "/filter add more")).text
    await stage.says(ada, chat, "/filter test more")
    await stage.taps(ada, chat.last, "Save")
    assert "10 filters already" in chat.last.text
    assert len(stage.subscription(chat.id).filters) == 10
    await stage.says(ada, chat, "/filter remove word3")
    assert "Added" in (await stage.says(ada, chat, "/filter add more")).text


async def test_in_a_group_only_a_reply_of_the_one_who_was_asked_counts(stage):
    creator, other = stage.api.user("Cleo"), stage.api.user("Max")
    group = stage.api.supergroup("Readers", creator=creator, members=[other], bot="administrator")
    screen = await stage.says(creator, group, "/subscribe")
    await stage.taps(creator, screen, "Time zone")
    await stage.taps(creator, screen, "Another zone")
    question = group.last
    await other.says(group, "Asia/Tokyo", reply_to=question)
    await creator.says(group, "Asia/Tokyo")
    assert await stage.silent(group)
    assert stage.subscription(group.id).zone == "UTC"
    await stage.says(creator, group, "Asia/Tokyo", reply_to=question)
    assert stage.subscription(group.id).zone == "Asia/Tokyo"


async def test_who_was_asked_and_is_no_admin_any_more_changes_nothing(stage):
    creator, admin = stage.api.user("Cleo"), stage.api.user("Ada")
    group = stage.api.supergroup("Readers", creator=creator, admins=[admin], bot="administrator")
    screen = await stage.says(admin, group, "/subscribe")
    await stage.taps(admin, screen, "Time zone")
    await stage.taps(admin, screen, "Another zone")
    await creator.demotes(group, admin)
    said = await stage.says(admin, group, "Asia/Tokyo", reply_to=group.last)
    assert said.text == "Only admins can change settings here."
    assert stage.subscription(group.id).zone == "UTC"


@pytest.mark.parametrize(
    ("path", "wrong", "hint", "right", "shows"),
    [
        (
            ["Time zone", "Another zone"],
            "Middle Earth",
            "Write a time zone",
            "asia/tokyo",
            "Time zone: Asia/Tokyo (now 21:00)",
        ),
        (["All settings", "Quiet", "Other hours"], "23:00-23:00", "would never end", "21:30 - 6:45", "21:30 to 06:45"),
        (
            ["All settings", "Digest", "Another time"],
            "25:00",
            "a time of the day",
            "6.30",
            "in a digest daily at 06:30",
        ),
    ],
)
async def test_what_has_no_button_is_asked_for(stage, path, wrong, hint, right, shows):
    ada, chat, screen = await subscribed(stage)
    for label in path:
        await stage.taps(ada, screen, label)
    assert hint in (await stage.says(ada, chat, wrong)).text
    assert shows in (await stage.says(ada, chat, right)).text
    assert (await stage.says(ada, chat, right)).text == NOT_KNOWN


async def test_a_question_is_forgotten_after_a_while(stage):
    ada, chat, screen = await subscribed(stage)
    await stage.taps(ada, screen, "Time zone")
    await stage.taps(ada, screen, "Another zone")
    stage.now = stage.now.replace(hour=13)
    assert (await stage.says(ada, chat, "Asia/Tokyo")).text == NOT_KNOWN
    assert stage.subscription(chat.id).zone == "UTC"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("level loud", "A level is important, default or everything."),
        ("colour red", "There is no setting colour."),
        ("minimum 9", "Write a number from 1 to 5."),
        ("outlets +Unknown Gazette", "There is no outlet unknown gazette here."),
        ("languages xx", "Write all, or some of: ar, en, fr."),
        ("quiet 8-8", "would never end"),
        ("sound loud", "Write on or off."),
        ("pause 900h", "up to 720"),
        ("zone <b>", "Write a time zone"),
    ],
)
async def test_a_value_that_a_setting_does_not_take_is_refused_with_a_hint(stage, typed, says):
    ada, chat, _ = await subscribed(stage)
    before = stage.subscription(chat.id)
    assert says in (await stage.says(ada, chat, f"/settings {typed}")).text
    assert stage.subscription(chat.id) == before


async def test_outlets_cycle_through_alone_left_out_and_as_all(stage):
    ada, chat, screen = await subscribed(stage)
    await stage.taps(ada, screen, "All settings")
    await stage.taps(ada, screen, "Outlets")
    await stage.taps(ada, screen, "La Vigie")
    assert stage.subscription(chat.id).outlets_in == {"vigie"}
    await stage.taps(ada, screen, "+ La Vigie")
    assert stage.subscription(chat.id).outlets_out == {"vigie"}
    await stage.taps(ada, screen, "- La Vigie")
    assert stage.subscription(chat.id).outlets_in == stage.subscription(chat.id).outlets_out == frozenset()
    await stage.taps(ada, screen, "›")
    await stage.taps(ada, screen, "المنارة")
    assert stage.subscription(chat.id).outlets_in == {"manara"}
    assert "المنارة" in screen.text


async def test_long_input_is_refused_kindly(stage):
    ada, chat, _ = await subscribed(stage)
    assert "I read at most 1000 characters" in (await stage.says(ada, chat, "/filter add " + "x" * 3000)).text


async def test_an_error_in_a_typed_filter_lets_one_write_again(stage):
    ada, chat, _ = await subscribed(stage)
    await stage.says(ada, chat, "/filter test (captives")
    await stage.says(ada, chat, "captives")
    await stage.taps(ada, chat.last, "Save")
    assert stage.subscription(chat.id).filters == ("captives",)


async def test_an_answer_that_comes_after_the_subscription_ended_is_told_so(stage):
    ada, chat, screen = await subscribed(stage)
    await stage.taps(ada, screen, "Filters")
    await stage.taps(ada, screen, "Add a filter")
    await stage.says(ada, chat, "/unsubscribe")
    assert "out of date" in (await stage.says(ada, chat, "captives")).text


async def test_the_outlets_needed_count_when_a_filter_is_tried(stage):
    week(stage)
    ada, chat, _ = await subscribed(stage)
    await stage.says(ada, chat, "/settings minimum 2")
    assert "It would have sent 0 of the last 50" in (await stage.says(ada, chat, "/filter test captives")).text


async def test_a_filter_that_is_too_long_once_it_is_tidy_is_refused(stage):
    """Each "a-b" is kept as a phrase of two words; what is kept must be read again."""
    ada, chat, _ = await subscribed(stage)
    assert "It has 299 characters" in (await stage.says(ada, chat, "/filter add " + "a-b " * 50)).text
    assert stage.subscription(chat.id).filters == ()


async def test_ten_long_filters_of_two_topics_find_room_in_one_message(tmp_path):
    async with Stage(tmp_path, topics=(TOPIC, OTHER)) as stage:
        ada = stage.api.user("Ada")
        chat = stage.api.private(ada)
        for topic in (TOPIC, OTHER):
            await stage.says(ada, chat, f"/subscribe {topic.id}")
        for number in range(10):
            await stage.says(ada, chat, f"/filter add {number}{'𝐱' * 199}")
        assert len((await stage.says(ada, chat, "/filter")).buttons) == 24


async def test_a_pause_by_button_is_of_a_topic_that_one_chooses(tmp_path):
    async with Stage(tmp_path, topics=(TOPIC, OTHER)) as stage:
        ada = stage.api.user("Ada")
        chat = stage.api.private(ada)
        for topic in (TOPIC, OTHER):
            await stage.says(ada, chat, f"/subscribe {topic.id}")
        asked = await stage.says(ada, chat, "/pause")
        assert "/pause 8h" in asked.text
        await stage.taps(ada, asked, OTHER.name)
        await stage.taps(ada, asked, "1 hour")
        assert stage.subscription(chat.id, topic=OTHER).paused_until
        assert not stage.subscription(chat.id, topic=TOPIC).paused_until
        await stage.says(ada, chat, "/pause 8h")
        assert stage.subscription(chat.id, topic=TOPIC).paused_until
