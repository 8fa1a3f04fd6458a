"""All SQL of the ledger's hot path, in one plain list that a second database can share.

Nothing here is SQLite's own but `json_each`, which hands a list to a statement, and CROSS JOIN where SQLite must keep
the order of the tables: few filters match, many subscriptions are there.
"""

COLUMNS = (
    "seq, alert, chat, thread, kind, round, topic, importance, storyline, state, reason, attempts, copies, plain, "
    "created_at, changed_at, due_at, expires_at, composed_at, message, digest, lead, least"
)

# Fan-out. What may go out at once is due at 0, so that no jump of the clock can hold it back.

FAN_OUT = """
INSERT INTO deliveries (alert, chat, thread, kind, topic, importance, storyline, priority, state,
    created_at, changed_at, due_at, expires_at)
SELECT :alert, chosen.chat, chosen.thread, 'alert', :topic, :importance, :storyline, :priority, 'pending',
    :created, :now, 0, :expires
FROM (
    SELECT s.chat, s.thread FROM subscriptions s
    WHERE s.topic = :topic AND s.active = 1 AND s.level >= :importance AND s.filters = 0
        AND (s.chat, s.thread) > (:chat, :thread) AND (s.chat, s.thread) <= (:last_chat, :last_thread)
    UNION
    SELECT f.chat, f.thread FROM json_each(:matched) m CROSS JOIN filters f CROSS JOIN subscriptions s
    WHERE f.topic = :topic AND f.text = m.value
        AND (f.chat, f.thread) > (:chat, :thread) AND (f.chat, f.thread) <= (:last_chat, :last_thread)
        AND s.chat = f.chat AND s.thread = f.thread AND s.topic = f.topic
        AND s.active = 1 AND s.level >= :importance
) AS chosen
WHERE true
ON CONFLICT (alert, chat, thread, kind, round) DO NOTHING
"""

CHUNK_END = """
SELECT chat, thread FROM subscriptions
WHERE topic = :topic AND (chat, thread) > (:chat, :thread)
ORDER BY chat, thread LIMIT 1 OFFSET :size
"""

FILTERS_FOR_KEYS = """
SELECT DISTINCT text FROM filter_words WHERE word IN (SELECT value FROM json_each(:keys))
"""

FILTERS_OF_KEY = "SELECT count(*) AS n FROM (SELECT 1 FROM filter_words WHERE word = :key LIMIT :most)"

FILTERS_TO_INDEX = "SELECT text FROM filter_texts WHERE indexed = 0"

SAVE_CURSOR = """
INSERT INTO fanouts (alert, kind, after_chat, after_thread, matched, began_at)
VALUES (:alert, :kind, :chat, :thread, :matched, :now)
ON CONFLICT (alert, kind) DO UPDATE SET after_chat = excluded.after_chat, after_thread = excluded.after_thread,
    matched = excluded.matched
"""

NEXT_FAN_OUT = "SELECT * FROM fanouts ORDER BY began_at, alert, kind LIMIT 1"

# What refers to a message that is there already

FOLLOW = """
INSERT INTO deliveries (alert, chat, thread, kind, topic, importance, storyline, priority, state,
    created_at, changed_at, due_at, expires_at)
SELECT DISTINCT :alert, d.chat, d.thread, :kind, d.topic, :importance, d.storyline, :priority, 'pending',
    :now, :now, 0, :expires
FROM alerts a JOIN deliveries d ON d.alert = a.id AND d.kind = 'alert'
WHERE a.development = :development AND a.reason <> 'correction'
    AND (d.state IN ('sending', 'in_doubt', 'sent', 'digested') OR d.copies > 0)
    AND (d.chat, d.thread) > (:chat, :thread) AND (d.chat, d.thread) <= (:last_chat, :last_thread)
ORDER BY d.chat, d.thread
ON CONFLICT (alert, chat, thread, kind, round) DO NOTHING
"""

EDIT = """
INSERT INTO deliveries (alert, chat, thread, kind, round, topic, importance, storyline, priority, state,
    created_at, changed_at, due_at, expires_at)
SELECT d.alert, d.chat, d.thread, 'edit', coalesce(max(e.round), 0) + 1, d.topic, d.importance, d.storyline, :priority,
    'pending', :now, :now,
    min(:now + :apart, max(:now, coalesce(max(max(e.due_at, e.changed_at)) + :apart, :now))), :expires
FROM deliveries d
LEFT JOIN deliveries e ON e.alert = d.alert AND e.chat = d.chat AND e.thread = d.thread AND e.kind = 'edit'
WHERE d.alert = :alert AND d.kind = 'alert' AND d.state IN ('sending', 'in_doubt', 'sent')
    AND (d.changed_at > :since OR EXISTS (SELECT 1 FROM alerts c
        WHERE c.development = :development AND c.reason = 'correction' AND c.created_at > :since))
    AND (d.chat, d.thread) > (:chat, :thread) AND (d.chat, d.thread) <= (:last_chat, :last_thread)
GROUP BY d.seq
HAVING NOT coalesce(max(e.state IN ('pending', 'claimed')
    OR (e.state = 'dropped' AND e.reason LIKE '%message to edit not found%')), 0)
"""

ASK_AGAIN = """
UPDATE deliveries SET due_at = :now
WHERE alert = :alert AND kind = 'alert' AND state = 'held' AND reason = 'outlets'
"""

NOTICE = """
INSERT INTO deliveries (alert, chat, thread, kind, topic, importance, storyline, priority, state,
    created_at, changed_at, due_at, expires_at)
SELECT :notice, s.chat, s.thread, 'notice', :topic, 3, '', :priority, 'pending', :now, :now, 0, :expires
FROM subscriptions s WHERE s.topic = :topic AND s.active = 1
ORDER BY s.chat, s.thread
ON CONFLICT (alert, chat, thread, kind, round) DO NOTHING
"""

# To everybody, once for each chat: in the first of its threads, whatever the topic. Chat 0 is a terminal.

AUDIENCE = "SELECT count(DISTINCT chat) AS n FROM subscriptions WHERE active = 1 AND chat <> 0"

ANNOUNCE = """
INSERT INTO deliveries (alert, chat, thread, kind, topic, importance, storyline, priority, state,
    created_at, changed_at, due_at, expires_at)
SELECT :announcement, s.chat, s.thread, 'announcement', s.topic, 3, '', :priority, 'pending', :now, :now, 0, :expires
FROM subscriptions s WHERE s.active = 1 AND s.chat <> 0 AND NOT EXISTS (
    SELECT 1 FROM subscriptions b
    WHERE b.chat = s.chat AND b.active = 1 AND (b.thread, b.topic) < (s.thread, s.topic))
ORDER BY s.chat
ON CONFLICT (alert, chat, thread, kind, round) DO NOTHING
"""

ANNOUNCED = "SELECT state, reason, count(*) AS n FROM deliveries WHERE alert = :announcement GROUP BY state, reason"

BRIEF = """
INSERT INTO deliveries (alert, chat, thread, kind, topic, importance, storyline, priority, state,
    created_at, changed_at, due_at, expires_at)
VALUES (:brief, :chat, :thread, 'brief', :topic, 3, '', :priority, 'pending', :now, :now, 0, :expires)
ON CONFLICT (alert, chat, thread, kind, round) DO NOTHING
"""

# Out of the queue

CANDIDATES = """
SELECT d.chat FROM deliveries d LEFT JOIN pacing p ON p.chat = d.chat
WHERE d.state IN ('held', 'pending', 'in_doubt') AND d.due_at <= :now AND coalesce(p.next_at, 0) <= :now
    AND d.chat NOT IN (SELECT value FROM json_each(:cooling))
    AND NOT EXISTS (SELECT 1 FROM deliveries b WHERE b.chat = d.chat AND b.state IN ('claimed', 'sending'))
ORDER BY d.priority, d.seq LIMIT :limit
"""

OPEN_OF_CHAT = f"""
SELECT {COLUMNS} FROM deliveries
WHERE chat = :chat AND state IN ('held', 'pending', 'claimed', 'sending', 'in_doubt') ORDER BY seq LIMIT :limit
"""  # noqa: S608

UNDER_WAY = f"SELECT {COLUMNS} FROM deliveries WHERE state IN ('claimed', 'sending') ORDER BY seq"  # noqa: S608

NEXT_DUE = """
SELECT min(at) AS at FROM (
    SELECT min(due_at) AS at FROM deliveries WHERE state IN ('held', 'pending', 'in_doubt') AND due_at > :now
    UNION ALL
    SELECT min(p.next_at) FROM pacing p WHERE p.next_at > :now AND EXISTS (
        SELECT 1 FROM deliveries d
        WHERE d.chat = p.chat AND d.state IN ('held', 'pending', 'in_doubt') AND d.due_at <= p.next_at)
)
"""

ORIGINAL = f"""
SELECT {COLUMNS} FROM deliveries WHERE kind = 'alert' AND chat = :chat AND thread = :thread AND alert IN (
    SELECT id FROM alerts WHERE development = (SELECT development FROM alerts WHERE id = :alert)
        AND (reason <> 'correction' OR id = :alert))
ORDER BY copies > 0 DESC, seq LIMIT 1
"""  # noqa: S608

PREVIOUS_MESSAGE = """
SELECT d.message FROM alerts a
JOIN deliveries d ON d.alert = a.id AND d.chat = :chat AND d.thread = :thread AND d.kind = 'alert'
WHERE a.storyline = :storyline AND a.created_at > :since AND d.seq < :seq AND d.state = 'sent'
    AND d.message IS NOT NULL
ORDER BY d.seq DESC LIMIT 1
"""

MESSAGE_OF_DEVELOPMENT = """
SELECT d.message FROM alerts a
JOIN deliveries d ON d.alert = a.id AND d.chat = :chat AND d.thread = :thread AND d.kind = 'alert'
WHERE a.development = :development AND d.state = 'sent' AND d.message IS NOT NULL
ORDER BY d.seq LIMIT 1
"""

ALERT_OF_MESSAGE = """
SELECT alert FROM deliveries WHERE chat = :chat AND message = :message AND kind IN ('alert', 'update', 'correction')
ORDER BY seq DESC LIMIT 1
"""

LAST_ALERT = """
SELECT alert FROM deliveries WHERE chat = :chat AND thread = :thread AND kind = 'alert' AND state = 'sent'
ORDER BY seq DESC LIMIT 1
"""

SAVE = """
UPDATE deliveries SET state = :state, reason = :reason, attempts = :attempts, copies = :copies, plain = :plain,
    changed_at = :changed, due_at = :due, expires_at = :expires, composed_at = :composed,
    message = :message, digest = :digest, lead = :lead, least = :least
WHERE seq = :seq
"""

# Pacing

PACE = """
INSERT INTO pacing (chat, next_at, set_at) VALUES (:chat, :next, :now)
ON CONFLICT (chat) DO UPDATE SET next_at = excluded.next_at, set_at = excluded.set_at, floods = floods * :keep
"""

PACE_FLOOD = """
INSERT INTO pacing (chat, next_at, set_at, floods, flooded_at) VALUES (:chat, :next, :now, 1, :now)
ON CONFLICT (chat) DO UPDATE SET next_at = excluded.next_at, set_at = excluded.set_at, floods = floods + 1,
    flooded_at = excluded.flooded_at
"""

BRAKE = """
INSERT INTO brake (one, next_at, set_at) VALUES (1, :next, :now)
ON CONFLICT (one) DO UPDATE SET next_at = max(next_at, excluded.next_at), set_at = excluded.set_at
"""

MEND_CLOCK = (
    """UPDATE pacing SET next_at = :now + max(next_at - set_at, 0), set_at = :now,
        flooded_at = min(flooded_at, :now) WHERE set_at > :now""",
    "UPDATE brake SET next_at = :now + max(next_at - set_at, 0), set_at = :now WHERE set_at > :now",
    """UPDATE deliveries SET due_at = :now + max(due_at - changed_at, 0), changed_at = :now
        WHERE state IN ('held', 'pending', 'claimed', 'sending', 'in_doubt') AND changed_at > :now""",
    """UPDATE deliveries SET expires_at = :now + max(expires_at - created_at, 0), created_at = :now
        WHERE state IN ('held', 'pending', 'claimed', 'sending', 'in_doubt') AND created_at > :now""",
)
