"""The lexicon of cues: verbs by which someone says or does something in a report. One line each, add yours.

A line is `verb  stance  kind  flags`; forms are made in `cues`. Flags:
  n   the -s or base form is often a noun ("claims", "offers"): needs a claimant that is surely somebody
  d   only a document or a measurement speaks so ("study finds", "poll shows")
  o   takes a person as object: the bare past before a preposition is a passive ("accused of", "urged to")
  i   may follow its own words, subject behind it ("..., says the minister")
  s   needs a claimant that is surely somebody: things can be the subject of this verb, too
  v   the bare past is a passive unless a clause or a name follows ("feared dead")
  p=  one of these must follow ("calls for"), parted by |. "." is the end of the clause, "q" a quotation or a label soon
      after ("calls Osk a fraud"), "N" a noun of saying within a few words ("issues a stark warning"), "Q" a colon and
      a quotation anywhere after, "T" somebody who is to do something ("pushes the mayor to resign")
"""

TABLE = """
say           say       attr  i
tell          say       attr  o
add           say       attr  is p=that|.
argue         say       attr  i
assert        say       attr  i
brag          say       attr
boast         say       attr  s  p=that|of|about|.
complain      say       attr  i
comment       say       attr  n  p=that|on|.
conclude      say       attr  is p=that|.
contend       say       attr
determine     say       attr  s  p=that|.
declare       announce  act   i
describe      say       attr  s
emphasise     say       attr
emphasize     say       attr
estimate      say       attr  nv
exclaim       say       attr  i
explain       say       attr  is
insist        say       attr  i
joke          say       attr  in
lament        say       attr  in
maintain      say       attr  s  p=that|it|he|she|innocence|.
mention       say       attr  n
muse          say       attr  in
note          say       attr  in
observe       say       attr  is p=that|.
point         say       attr  s  p=out
quip          say       attr  i
recall        say       attr  is p=how|when|that|being|moment|.
recount       say       attr  s
remark        say       attr  in p=that|.
reiterate     say       attr
repeat        say       attr  s
reply         say       attr  in
respond       say       attr  is p=that|with|Q
state         say       attr  sn p=that|it|he|they|.
stress        say       attr  n
testify       say       attr  i
tweet         say       attr  in
underline     say       attr  s
underscore    say       attr  s
write         say       attr  is
clarify       say       attr  s
counter       say       attr  s  p=that|.
opine         say       attr  i
bemoan        say       attr
gripe         say       attr  n  p=that|about
grumble       say       attr  s  p=that|about
speculate     say       attr
wonder        say       attr  ns p=if|whether|why|how|aloud
retort        say       attr  i
profess       say       attr  s
fume          say       attr  is p=that|about|over|at|.
gush          say       attr  is p=about|over|that|.
speak         say       attr  s  p=of|out|Q
weigh         say       attr  s  p=in
react         say       attr  s  p=Q
reflect       say       attr  s  p=Q
double        say       attr  s  p=down
echo          say       attr  ns
reassure      say       attr  s
express       say       act   ns
voice         say       act   ns p=concern|concerns|support|fears|hope|hopes|opposition|doubts|anger|alarm|deep
post          say       attr  ns p=that
clap          accuse    act   s  p=back
claim         claim     attr  inv
allege        claim     attr  i
accuse        accuse    attr  o
blame         accuse    attr  on
fault         accuse    act   on
criticise     accuse    act   o
criticize     accuse    act   o
condemn       accuse    act   o
denounce      accuse    act   o
decry         accuse    act   o
deplore       accuse    act   o
slam          accuse    act   os
blast         accuse    act   on
lambaste      accuse    act   o
bash          accuse    act   on
rip           accuse    act   os
tear          accuse    act   s  p=into
mock          accuse    act   os
assail        accuse    act   o
skewer        accuse    act   on
roast         accuse    act   ons
scold         accuse    act   o
chide         accuse    act   o
rebuke        accuse    act   on
berate        accuse    act   o
ridicule      accuse    act   on
castigate     accuse    act   o
lash          accuse    act   s  p=out
hit           accuse    act   s  p=out|back
fire          accuse    act   s  p=back
question      accuse    act   on
label         accuse    attr  on
brand         accuse    attr  on
liken         accuse    attr  o
torch         accuse    act   os
trash         accuse    act   ons
savage        accuse    act   on
taunt         accuse    act   ons
admonish      accuse    act   o
rail          accuse    act   ns p=against|at
scoff         accuse    act   s  p=at
sneer         accuse    act   s  p=at
deem          say       attr  o
deny          deny      attr  i
refute        deny      attr
dispute       deny      attr  n
contradict    deny      attr
disavow       deny      act
dismiss       deny      act   os
downplay      deny      act
play          deny      act   s  p=down
laugh         deny      act   s  p=off
brush         deny      act   s  p=off|aside
shrug         deny      act   s  p=off
wave          deny      act   s  p=away|off
walk          deny      act   s  p=back
rebuff        reject    act   o
rebut         deny      attr
reject        reject    act   os
spurn         reject    act   o
decline       reject    act   sn  p=to
refuse        reject    act   s
rule          reject    act   s  p=out|that|the|in|against|.
turn          reject    act   s  p=down
veto          reject    act   on
oppose        reject    act   os
renounce      reject    act   s
repudiate     reject    act
snub          reject    act   on
resist        reject    act   os
object        reject    act   n  p=to
balk          reject    act   s  p=at
nix           reject    act   os
accept        accept    act   s
agree         accept    act   s
approve       accept    act   os
endorse       accept    act   o
back          accept    act   on
support       accept    act   on
welcome       accept    act   on
hail          accept    act   on
praise        accept    act   on
applaud       accept    act   o
commend       accept    act   o
laud          accept    act   o
tout          accept    act   on
champion      accept    act   on
extol         accept    act   o
vouch         accept    act   s  p=for
congratulate  accept    act   o
concur        accept    attr
concede       accept    attr  i
admit         accept    attr  i
acknowledge   accept    attr
confirm       confirm   attr  sv
affirm        confirm   attr
reaffirm      confirm   attr
verify        confirm   attr
announce      announce  act   is
proclaim      announce  act
pledge        announce  act   on
promise       announce  act   on
vow           announce  act   n
swear         announce  act   s  p=to|that
commit        announce  act   s  p=to
unveil        announce  act   s
disclose      announce  attr  s
reveal        announce  attr  isv
outline       propose   act   on
propose       propose   act   s
offer         propose   act   on
float         propose   act   ns
recommend     propose   act   s
suggest       hint      attr  is
hint          hint      attr  n
signal        hint      attr  n
indicate      hint      attr  s
imply         hint      attr  s
hope          hint      attr  n
intimate      hint      attr  s
believe       think     attr  v
think         think     attr
fear          think     attr  nv
worry         think     attr  n  p=that|about|over
doubt         think     attr  nv
predict       predict   attr  i
forecast      predict   attr  n
foresee       predict   attr  s
warn          warn      attr  oi
caution       warn      attr  on
threaten      warn      act   os
call          demand    act   n  p=for|on|upon|out|q
urge          demand    act   oni
demand        demand    act   on
ask           demand    act   os
beg           demand    act   o
implore       demand    act   o
plead         demand    act   s  p=for|with|to
appeal        demand    act   n  p=for|to
press         demand    act   sn p=for|T
request       demand    act   on
order         demand    act   on
instruct      demand    act   o
direct        demand    act   os p=T
push          demand    act   ns p=T|for|back
prod          demand    act   os p=T
lobby         demand    act   ns p=T|for|against
advise        demand    act   os p=T|against
exhort        demand    act   o
apologise     say       act   i
apologize     say       act   i
defend        say       act   os
issue         say       act   ns p=N
send          say       act   ns p=N
deliver       say       act   s  p=N
renew         say       act   s  p=N
sound         say       act   ns p=N
make          say       act   s  p=N
give          say       act   s  p=N
take          accuse    act   s  p=aim|swipe
report        report    attr  inv
cite          report    attr  s
find          report    attr  dv
show          report    attr  d
detail        say       attr  n
"""

SAID_NOUNS = {
    "warning": "warn",
    "warnings": "warn",
    "ultimatum": "warn",
    "threat": "warn",
    "alarm": "warn",
    "plea": "demand",
    "appeal": "demand",
    "demand": "demand",
    "demands": "demand",
    "call": "demand",
    "calls": "demand",
    "claim": "claim",
    "claims": "claim",
    "rebuke": "accuse",
    "denial": "deny",
    "apology": "say",
    "statement": "say",
}
"""Nouns that make a saying of "issues ...", "sends ...", with their stances (particle "N" of the table)."""

OTHER_READINGS = {
    ("rule", "rules"): ("announce", "act"),
    ("rule", "rule"): ("announce", "act"),
    ("rule", "ruled"): ("announce", "act"),
    ("rule", "that"): ("announce", "act"),
    ("rule", "the"): ("announce", "act"),
    ("rule", "in"): ("announce", "act"),
    ("push", "back"): ("deny", "act"),
    ("call", "out"): ("accuse", "act"),
}
"""Cues that their particle gives another stance and kind than the table does."""
