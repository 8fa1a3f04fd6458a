"""Who may change what: admins of all sorts, members, guests; in groups, forum topics and channels."""

ONLY_ADMINS = "Only admins can change settings here."


async def test_an_anonymous_admin_may(stage):
    creator = stage.api.user("Cleo")
    group = stage.api.supergroup("Readers", creator=creator)
    await stage.says(creator, group, "/subscribe", anonymous=True)
    assert stage.subscription(group.id)


async def test_a_member_who_writes_as_a_channel_may_not(stage):
    creator, member = stage.api.user("Cleo"), stage.api.user("Max")
    own = stage.api.channel("Max's channel", creator=member)
    group = stage.api.supergroup("Readers", creator=creator, members=[member])
    said = await stage.says(member, group, "/subscribe", as_chat=own)
    assert said.text == ONLY_ADMINS
    assert stage.subscription(group.id) is None


async def test_everybody_may_read(stage):
    stage.record("River Front offers to free ten captives")
    creator, member = stage.api.user("Cleo"), stage.api.user("Max")
    group = stage.api.supergroup("Readers", creator=creator, members=[member])
    for command in ("/latest", "/status", "/help", "/privacy", "/filter test captives"):
        said = await stage.says(member, group, command)
        assert said.text != ONLY_ADMINS, command


async def test_a_filter_tried_by_a_member_offers_no_button_that_saves_it(stage):
    creator, member = stage.api.user("Cleo"), stage.api.user("Max")
    group = stage.api.supergroup("Readers", creator=creator, members=[member])
    await stage.says(creator, group, "/subscribe")
    assert "Save this filter" in (await stage.says(creator, group, "/filter test captives")).buttons
    assert (await stage.says(member, group, "/filter test captives")).buttons == []


async def test_whoever_is_no_admin_any_more_may_not_tap(stage):
    creator, admin = stage.api.user("Cleo"), stage.api.user("Ada")
    group = stage.api.supergroup("Readers", creator=creator, admins=[admin])
    screen = await stage.says(admin, group, "/subscribe")
    await stage.taps(admin, screen, "All settings")
    await creator.demotes(group, admin)
    assert await stage.taps(admin, screen, "important") == ONLY_ADMINS
    assert stage.subscription(group.id).level == 2


async def test_a_copy_of_a_channels_post_in_its_group_is_not_answered_again(stage):
    creator = stage.api.user("Cleo")
    group = stage.api.supergroup("Talk", creator=creator, bot="administrator")
    channel = stage.api.channel("News", creator=creator, linked=group)
    await stage.says(creator, channel, "/subscribe")
    await stage.settled()
    assert stage.subscription(channel.id)
    assert stage.subscription(group.id) is None
    assert group.from_bot == []


async def test_commands_for_other_bots_are_theirs(stage):
    creator = stage.api.user("Cleo")
    group = stage.api.supergroup("Readers", creator=creator, bot="administrator")
    await creator.says(group, "/subscribe@another_bot")
    await creator.says(group, "no command at all")
    await creator.says(group, "/nonsense")
    assert await stage.silent(group)


async def test_each_topic_of_a_forum_has_its_own_subscription(stage):
    creator = stage.api.user("Cleo")
    forum = stage.api.supergroup("Forum", creator=creator, forum=True)
    news, talk = stage.api.topic(forum, "News"), stage.api.topic(forum, "Talk")
    said = await stage.says(creator, news, "/subscribe")
    assert said.thread == news.id
    await stage.says(creator, talk, "/subscribe")
    await stage.says(creator, talk, "/settings level everything")
    assert stage.subscription(forum.id, news.id).level == 2
    assert stage.subscription(forum.id, talk.id).level == 3
    await stage.says(creator, news, "/unsubscribe")
    assert stage.subscription(forum.id, news.id) is None
    assert stage.subscription(forum.id, talk.id)
    assert stage.subscription(forum.id, 0) is None


async def test_a_tap_in_a_forum_topic_is_about_that_topic(stage):
    creator = stage.api.user("Cleo")
    forum = stage.api.supergroup("Forum", creator=creator, forum=True)
    news = stage.api.topic(forum, "News")
    screen = await stage.says(creator, news, "/start")
    await stage.taps(creator, screen, "Get alerts")
    assert stage.subscription(forum.id, news.id)
    assert stage.subscription(forum.id, 0) is None


async def test_a_link_with_startgroup_subscribes_the_group(stage):
    ada = stage.api.user("Ada")
    group = stage.api.supergroup("Readers", creator=ada, bot="left")
    await ada.adds_bot(group, start="delta-truce")
    await stage.api.wait_for(lambda: group.from_bot)
    assert "Subscribed to Delta truce talks" in group.last.text
    assert stage.subscription(group.id)


async def test_a_link_with_start_subscribes_and_an_unknown_one_says_what_this_is(stage):
    ada = stage.api.user("Ada")
    chat = stage.api.private(ada)
    assert "one alert for each new development" in (await stage.says(ada, chat, "/start nonsense")).text
    assert "Subscribed to" in (await stage.says(ada, chat, "/start delta-truce")).text


# Channels from their admins' private chats


async def test_the_admin_of_a_channel_sets_it_up_in_private(stage):
    ada = stage.api.user("Ada")
    chat = stage.api.private(ada)
    channel = stage.api.channel("Ada's news", creator=ada, username="adas_news")
    screen = await stage.says(ada, chat, "/channel @adas_news")
    assert "Channel: Ada's news" in screen.text
    await stage.taps(ada, screen, "Get alerts")
    assert stage.subscription(channel.id)
    assert stage.subscription(chat.id) is None
    await stage.taps(ada, screen, "All settings")
    assert "Channel: Ada's news" in screen.text
    await stage.taps(ada, screen, "important")
    assert stage.subscription(channel.id).level == 1
    assert channel.from_bot == []


async def test_the_dialogs_of_a_channels_settings_go_on_in_private(stage):
    ada = stage.api.user("Ada")
    chat = stage.api.private(ada)
    channel = stage.api.channel("Ada's news", creator=ada, username="adas_news")
    screen = await stage.says(ada, chat, "/channel @adas_news")
    await stage.taps(ada, screen, "Get alerts")
    await stage.taps(ada, screen, "Time zone")
    await stage.taps(ada, screen, "Another zone")
    await stage.says(ada, chat, "asia/tokyo")
    assert stage.subscription(channel.id).zone == "Asia/Tokyo"
    await stage.taps(ada, chat.last, "Filters")
    await stage.taps(ada, chat.last, "Add a filter")
    await stage.says(ada, chat, "captives")
    await stage.taps(ada, chat.last, "Save")
    assert stage.subscription(channel.id).filters == ("captives",)


async def test_nobody_else_sets_up_a_channel(stage):
    ada, max_ = stage.api.user("Ada"), stage.api.user("Max")
    chat = stage.api.private(max_)
    channel = stage.api.channel("Ada's news", creator=ada, username="adas_news")
    for name in (
        "@adas_news",
        str(channel.id),
        "@unknown_channel",
        "-1009999999999",
        "nonsense!",
        "²",
        "--5",
        "🕊",
        "@",
        "الهدنة",
        "9" * 400,
    ):
        assert "I know no such channel" in (await stage.says(max_, chat, f"/channel {name}")).text
    assert stage.subscription(channel.id) is None


async def test_whoever_is_no_admin_of_the_channel_any_more_may_not_tap_in_private(stage):
    ada, bob = stage.api.user("Ada"), stage.api.user("Bob")
    chat = stage.api.private(bob)
    channel = stage.api.channel("Ada's news", creator=ada, admins=[bob], username="adas_news")
    screen = await stage.says(bob, chat, "/channel @adas_news")
    await ada.demotes(channel, bob)
    assert await stage.taps(bob, screen, "Get alerts") == ONLY_ADMINS
    assert stage.subscription(channel.id) is None


async def test_who_lets_the_bot_into_a_channel_is_offered_its_settings(stage):
    ada = stage.api.user("Ada")
    chat = stage.api.private(ada)
    channel = stage.api.channel("Ada's news", creator=ada, bot="left")
    await ada.adds_bot(channel)
    await stage.api.wait_for(lambda: chat.from_bot)
    assert "I was added to Ada's news" in chat.last.text
    await stage.taps(ada, chat.last, "Get alerts")
    assert stage.subscription(channel.id)


async def test_a_filter_tried_by_an_admin_without_a_face_is_saved_by_whoever_taps(stage):
    creator = stage.api.user("Cleo")
    channel = stage.api.channel("News", creator=creator)
    group = stage.api.supergroup("Readers", creator=creator)
    for chat, how in ((channel, {}), (group, {"anonymous": True})):
        await stage.says(creator, chat, "/subscribe", **how)
        tried = await stage.says(creator, chat, "/filter test captives", **how)
        await stage.taps(creator, tried, "Save")
        assert stage.subscription(chat.id).filters == ("captives",)


async def test_an_anonymous_admin_answers_what_was_asked_of_the_face(stage):
    creator, other = stage.api.user("Cleo"), stage.api.user("Max")
    group = stage.api.supergroup("Readers", creator=creator, members=[other])
    screen = await stage.says(creator, group, "/subscribe", anonymous=True)
    await stage.taps(creator, screen, "Time zone")
    await stage.taps(creator, screen, "Another zone")
    question = group.last
    guest = stage.api.channel("Max's channel", creator=other)
    await stage.says(other, group, "Asia/Tokyo", as_chat=guest, reply_to=question)
    assert stage.subscription(group.id).zone == "UTC"
    await stage.says(creator, group, "Asia/Beirut", anonymous=True, reply_to=question)
    assert stage.subscription(group.id).zone == "Asia/Beirut"
    await creator.says(group, "Asia/Tokyo", reply_to=question)
    assert await stage.silent(group)
    assert stage.subscription(group.id).zone == "Asia/Beirut"
