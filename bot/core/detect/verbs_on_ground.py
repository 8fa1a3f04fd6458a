"""Acts done on the ground: truces that begin, people freed, troops, aid. `lexicon.py` says how phrases are written."""

from bot.core.detect.tables import table

ON_GROUND = table(
    """
    effect: kick+ off, take+ effect, come+ into effect, come+ into force, enter+ into force, go+ into effect, take+
        hold, begin+, start+, open+, kick+ in, fall+ silent, get+ under way, get+ underway, under way, underway,
        commence+, go+ into force, takes hold, launch+ talks, move+ ahead, take+ up posts, become+ effective, now in
        effect, now in force, is in effect, is in force, truce in effect, truce in force, ceasefire in effect, ceasefire
        in force, deal in effect, deal in force, go+ quiet, go+ silent, fall+ quiet, implement+, come+ into operation,
        go+ live, guns stop, clock starts ticking, truce dawns, ceasefire dawns, come+ to halt, stop+ firing, stop+
        shooting, lay+ down arms, down weapons, halt+ fire, hold+ fire, cease+ hostilities, begin+ truce
    hold: hold, holds, holding, survive+, enter+ second day, enter+ third day, appear+ to hold, respected, observed,
        intact, still standing, stay+ silent, stay+ quiet, stay+ in place, remain+ in place, remain+ in force, remain+
        in effect, remain+ intact, stick+ to truce, stick+ to ceasefire, stick+ to pause, stick+ to deal, stick+ to
        agreement, stick+ to terms, endure+, prevail+, adhere+ to, abide+ by, honour+ truce, honor+ truce, honour+
        ceasefire, honor+ ceasefire, weather+, enter+ fourth day, enter+ fifth day, enter+ second week, no major
        breaches, truce sticks, ceasefire sticks, calm returns, pass+ first test, pass+ first, passes quietly, pass+
        quietly, comply+ with truce, comply+ with ceasefire, respect+ truce, respect+ ceasefire, respecting truce,
        observe+ truce, observe+ ceasefire, observing truce, remain+ calm, remain+ quiet, live+ up to
    strike: bomb+, strikes ordered, raids ordered, order+ strikes, order+ raids, bombard+, pound+, shell+, attack+,
        launch+ strikes, launch+ wave, launch+ attack, raid+, open+ fire, hit+, stormed, storming, shoot+, storm+,
        ambush+, strafe+, step+ up bombardment, step+ up strikes, step+ up attacks, carry+ out strikes, carry+ out
        strike, carry+ out attack, carry+ out attacks, carry+ out raids, carry+ out raid, launch+ raid, launch+ raids,
        launch+ offensive, launch+ rocket, launch+ rockets, launch+ missile, launch+ missiles, launch+ assault, launch+
        drones, mount+ attack, missiles land, rockets land, explosions rock, blasts rock, blow+ up, gun+ down, exchange+
        fire, trade+ fire, fire+ rocket, fire+ rockets, fire+ missile, fire+ missiles, fire+ shells, fire+ mortars,
        fire+ barrage, fire+ shots, rain+ down, come+ under attack, come+ under fire, fire~ on, fire~ at, fires at,
        opens fire, rain+ on, bombs fall, shells fall, assassinate+, obliterate+, set+ ablaze, shoot+ down, shoot+ dead
    ease: lift+ sanctions, lift+, ease+, relax+, waive+, unfreeze+, drop+ sanctions, suspend+ sanctions, scrap+
        sanctions, remove+ sanctions, scrap+ travel, take+ off terror, take+ off terrorist, take+ off list, remove+
        from terror, remove+ from terrorist, remove+ from list, delist+, loosen+, end+ blockade, end+ siege, end+
        curfew, end+ embargo, end+ state of emergency, roll+ back sanctions, soften+ sanctions, soften+ blockade,
        soften+ siege, scale+ down restrictions, relax+ rules, throw+ lifeline
    violate: violate+, breach+, break+ truce, break+ ceasefire, break+ lull, break+ calm, break+ terms, break+ deal,
        break+ agreement, break+ pause, renege+, backtrack+, go+ back on, truce broken, truce breached, ceasefire
        breached, ceasefire broken, in breach of, in violation of, agreement broken, deal broken, terms broken, pause
        broken, flout+, infringe+
    release: release+, free+, hand+ over, let+ go, set+ free, walk+ free, go+ free, hand+ back, return+ bodies,
        return+ remains, handed to, return+ body, swap+, exchange+, walk+ out of prison, out of jail, out of prison,
        give+ up, are free, is free, let out, buses carrying freed, come+ home, back in, back home, freed from,
        reunite+, returned to, expected home, officers home, hostages home, captives home, soldiers home, prisoners
        home, pilots home, bus+ out, bused out, bussed out, return+ home, arrive+ home, drive+ out of, turn+ over,
        liberate+, receive+ captives, receive+ captive, receive+ hostages, receive+ hostage, receive+ prisoners,
        receive+ bodies, receive+ remains, receive+ body, hand+ bodies, hand+ captives, hand+ hostages, walk+ to
        freedom, taste+ freedom, taste of freedom, regain+ freedom, spring+ from, captives out, hostages out, out of
        captivity, freed in, repatriate+, give+ back bodies, pardon+, step off plane, opens jail, open+ jail, open+
        prison, ordeal ends, walk+ out of captivity, walk+ out of jail, free at last, cross+ to freedom, return+
        captives, return+ hostages, return+ prisoners, airlift+ home, fly+ home
    list: receive+ list, get+ list, get+ names, receive+ names, publish+ list, hand+ list, share+ list, publish+
        names, list+, receives lists, exchange+ lists, name+ prisoners, name+ hostages, share+ names, hand+ over list,
        hand+ over names, release+ list, release+ names, announce+ names, disclose+ names, reveal+ names, unveil+
        list, submit+ list, provide+ list, provide+ names, give+ list, give+ names, pass+ list, pass+ on list, name+
        captives, name+ pilots, name+ soldiers, names of captives, names of hostages, names of prisoners, names of
        next, list of captives, list of hostages, list of prisoners, notify+ families, publish+ details, finalise+
        list, finalize+ list, agree+ list, draw+ up list, swap+ lists, approve+ list
    withdraw: complete+ pullback, complete+ withdrawal, withdraw+, pull+ out, pull+ back, pull+ troops, vacate+,
        complete+ pullout, redeploy+, hand+ base, roll+ out of, retreat+, draw+ down, scale+ back, cede+ control,
        cede+ territory, relinquish+, hand+ over base, hand+ over positions, hand+ over posts, pull+ forces, pull+ out
        troops, bring+ home troops, bring+ troops home, quit+ positions, clear+ out of, disengage+, turn+ back from,
        abandon+ positions, abandon+ posts, quit+ town, bring+ soldiers home, thin+ out, demobilise+, demobilize+,
        remove+ troops, remove+ forces, leave+ positions, leave+ posts, evacuate+ base, evacuate+ posts, pull+ tanks,
        pull+ guns, end+ occupation, begin+ pullout, begin+ withdrawal, start+ withdrawal, start+ pullout
    deploy: push+ into, redeploy+ to, move+ into, deploy+, reoccupy+, reenter+, re enter, re enters, re entered,
        mass+, call+ up, mobilise+, mobilize+, reinforce+, retake+, recapture+, capture+ town, capture+ village,
        capture+ city, capture+ hill, capture+ hilltop, capture+ base, seize+ hill, seize+ hilltop, seize+ town,
        seize+ village, seize+ city, seize+ territory, seize+ control, seize+ base, seize+ crossing, take+ control,
        take+ up positions, return+ to positions, advance+, launch+ ground, launch+ incursion, invade+, send+ troops,
        send+ warships, send+ monitors, send+ observers, send+ peacekeepers, send+ forces, send+ tanks, send+
        reinforcements, build+ up troops, roll+ into, overrun+, beef+ up, fan+ out, pour+ troops, move+ troops, rush+
        troops, encircle+, close+ in on town, enter+ city, enter+ town, enter+ village, gain+ ground, push+ deeper,
        expand+ operation, launch+ operation, mass+ troops, take+ town, take+ village, take+ city, shore+ up
    cut: block+ aid, block+ all, shut+ crossings, shut+ crossing, cut+ electricity, cut+ power, cut+, halt+, stop+,
        seal+ off, close+ crossing, crossing closed, choke+ off, power supply, suspend+ entry, suspend+ aid, no more
        goods, shut+, freeze+ aid, freeze+ assets, freeze+ funds, bar+ aid, bar+ convoy, bar+ convoys, bar+ trucks,
        impose+ blockade, impose+ siege, impose+ sanctions, slap+ sanctions, slap+ embargo, tighten+ siege, tighten+
        blockade, prevent+ aid, prevent+ trucks, prevent+ lorries, prevent+ convoy, prevent+ convoys, withhold+ aid,
        withhold+ fuel, withhold+ food, turn+ off, switch+ off, turn+ back aid, turn+ back convoy, turn+ back trucks,
        turn+ away trucks, lay+ siege, starve+, embargo+, blockade+, sever+, pull+ plug on power, shut+ pipeline,
        restrict+ aid, restrict+ entry, ban+ aid, ban+ entry, refuse+ entry, deny+ aid, hold+ up aid, hold+ up trucks,
        suspend+ deliveries, suspend+ operations, suspend+ arms, halt+ arms, halt+ shipments, stop+ aid, stop+ trucks,
        expand+ sanctions, impose+ curfew, impose+ embargo
    aid: enter+, deliver+, bring+ in, boost+, pour+ in, allow+ in, reach+ for first, let+ in, get+ to, truck+ in,
        ship+, allow+ fuel, allow+ aid, allow+ food, allow+ trucks, allow+ medicine, allow+ convoy, permit+ entry,
        permit+ aid, bring+ medicine, bring+ food, bring+ aid, bring+ supplies, flow+ into, trickle+ in, trickle+
        into, airdrop+, air drop, air drops, rush+ aid, rush+ supplies, rush+ food, evacuate+, pledge+ aid, get+
        through to, let+ through, let+ trucks, let+ aid, let+ ambulances, let+ convoy, let+ food, let+ fuel, open+
        crossing, open+ crossings, open+ corridor, open+ border, trucks cross, lorries cross, convoy crosses, convoys
        cross, distribute+, step+ up aid, resupply+, wave+ convoy through, donate+, get+ food, receive+ aid, receive+
        food, receive+ first aid, send+ aid, send+ food, send+ medicine, fly+ in aid, drop+ food, drop+ aid, reach+
        hospital, reach+ hospitals, roll+ in, lorries roll, trucks roll, tankers roll, convoys roll, allow+ entry,
        allow+ more, admit+ aid, approve+ entry, resume+ deliveries, resume+ aid
    arrest: arrest+, detain+, seize+, captures, nab+, round+ up, take+ into custody, in custody, take+ prisoner, take+
        captive, capture, abduct, abducts, kidnap, kidnaps, kidnapped by, abducted by, captured by, seized by,
        kidnapped in, abducted in, captured in, captured near, apprehend+, hold+ suspect, hold+ in custody
    identify: identify+, is not that, are not those, is not mother, dna, forensic, wrong body, not that of, not those
        of, is that of, identity of, confirm+ identity, confirm+ death, death of captured, holds remains of, is not
        pilot, id+ body, name+ dead, match+ dna, return+ wrong body, turn+ out not, does not belong, not belong to
    depart: leave+
    show: video shows, releases video, release+ video, post+ video, publish+ video, show+ video, airs video, footage,
        post+ images, post+ image, post+ photos, post+ footage, post+ clip, air+ clip, air+ video, air+ footage,
        issue+ video, proof of life, release+ footage, release+ images, release+ photos, release+ clip, share+ video,
        share+ footage, publish+ footage, publish+ images, broadcast+ video, broadcast+ footage, seen alive, shown
        alive, circulate+ video, put+ out video, air+ interview, air+ message, release+ recording
    """
)
