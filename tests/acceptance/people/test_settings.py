"""Settings, by buttons that edit one message in place, and typed."""


async def test_from_start_to_alerts_in_two_taps_with_a_real_example(stage):
    stage.record("River Front offers to free ten captives", summary="The River Front said so.")
    ada = stage.api.user("Ada")
    chat = stage.api.private(ada)
    welcome = await stage.says(ada, chat, "/start")
    assert len(welcome.text.split("\n\n")[0].splitlines()) == 2
    await stage.taps(ada, welcome, "Get alerts")
    assert "“River Front offers to free ten captives”" in welcome.text
    assert "The Harbour Post" in welcome.text
    assert welcome.buttons == ["Filters", "Time zone", "All settings"]
    assert stage.subscription(chat.id).level == 2
    assert len(chat.from_bot) == 1
