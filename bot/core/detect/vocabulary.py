"""Words of diplomacy and of the newsroom that hold for any negotiation, and the countries of the world.

Nothing here knows a topic: names of parties, mediators and places come from the topic file.
"""

NEGOTIATION = (
    "talk", "negotiate", "negotiation", "negotiating", "negotiated", "negotiator", "mediate", "mediation", "mediating",
    "mediator", "envoy", "delegation", "summit", "deal", "accord", "agreement", "agree", "agreed", "agrees", "agreeing",
    "truce", "ceasefire", "cease-fire", "cease fire", "armistice", "pause", "lull", "cessation", "hostilities", "peace",
    "proposal", "propose", "proposed", "proposes", "offer", "offered", "offering", "counteroffer", "framework",
    "roadmap", "plan", "draft", "accept", "accepted", "accepts", "reject", "rejected", "rejects", "refuse", "refused",
    "refuses", "dismiss", "dismissed", "dismisses", "condition", "demand", "demanded", "concession", "ultimatum",
    "deadline", "extend", "extended", "extension", "expire", "expired", "expires", "expiry", "resume", "resumed",
    "resumption", "collapse", "collapsed", "impasse", "deadlock", "stalemate", "stall", "stalled", "breakthrough",
    "swap", "exchange", "release", "released", "releasing", "free", "freed", "freeing", "hand over", "handover",
    "hostage", "captive", "prisoner", "detainee", "bodies", "remains", "withdraw", "withdrawal", "withdrew", "pullout",
    "pull out", "buffer zone", "guarantee", "monitor", "violation", "violated", "violate", "violates", "breach",
    "resolution", "vote", "veto", "vetoes", "vetoed", "humanitarian corridor", "aid", "crossing", "blockade",
    "surrender", "disarm", "demilitarise", "demilitarize", "end the war", "ending the war", "end of the war",
    "end to the war", "stop the war", "end war", "de-escalation", "normalisation", "sanctions relief", "meet", "met",
    "meets", "meeting", "visit", "phase", "second phase", "implement", "implementation", "mandate", "peacekeepers",
    "threaten", "threatens", "threat", "warn", "warns", "vow", "vows", "restart", "halt", "suspend", "suspended",
)  # fmt: skip

COUNTRIES = (
    "Afghanistan", "Albania", "Algeria", "Angola", "Argentina", "Armenia", "Australia", "Austria", "Azerbaijan",
    "Bahrain", "Bangladesh", "Belarus", "Belgium", "Benin", "Bolivia", "Bosnia", "Brazil", "Bulgaria", "Burkina Faso",
    "Burundi", "Cambodia", "Cameroon", "Canada", "Central African Republic", "Chad", "Chile", "China", "Colombia",
    "Congo", "DRC", "Croatia", "Cuba", "Cyprus", "Czech", "Denmark", "Dominican Republic", "Ecuador", "Egypt",
    "El Salvador", "Eritrea", "Estonia", "Ethiopia", "Finland", "France", "Georgia", "Germany", "Ghana", "Greece",
    "Guatemala", "Guinea", "Haiti", "Honduras", "Hungary", "Iceland", "India", "Indonesia", "Iran", "Iraq", "Ireland",
    "Israel", "Italy", "Ivory Coast", "Jamaica", "Japan", "Jordan", "Kashmir", "Kazakhstan", "Kenya", "Kosovo",
    "Kuwait", "Kyrgyzstan", "Laos", "Latvia", "Lebanon", "Liberia", "Libya", "Lithuania", "Malaysia", "Mali",
    "Mexico", "Moldova", "Mongolia", "Morocco", "Mozambique", "Myanmar", "Nagorno-Karabakh", "Namibia", "Nepal",
    "Netherlands", "New Zealand", "Nicaragua", "Niger", "Nigeria", "North Korea", "Northern Ireland", "Norway", "Oman",
    "Pakistan", "Palestine", "Panama", "Paraguay", "Peru", "Philippines", "Poland", "Portugal", "Qatar", "Romania",
    "Russia", "Rwanda", "Saudi Arabia", "Senegal", "Serbia", "Sierra Leone", "Singapore", "Slovakia", "Slovenia",
    "Somalia", "South Africa", "South Korea", "South Sudan", "Spain", "Sri Lanka", "Sudan", "Sweden", "Switzerland",
    "Syria", "Taiwan", "Tajikistan", "Tanzania", "Thailand", "Tigray", "Tunisia", "Turkey", "Turkmenistan", "Uganda",
    "Ukraine", "Ukrainian", "UAE", "Emirates", "Uruguay", "Uzbekistan", "Venezuela", "Vietnam", "Western Sahara",
    "Yemen", "Zambia", "Zimbabwe", "Kyiv", "Kremlin", "Moscow", "Russian", "Beijing",
    "Taliban", "Houthi", "Houthis", "Hezbollah", "Lebanese", "Syrian", "Iranian", "Sudanese", "Yemeni", "Congolese",
)  # fmt: skip
