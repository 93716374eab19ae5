"""What the English-speaking customers of the demo shop say, by occasion. Data only; read by ``speech.py``.

``<the>`` names the product, ``<order>`` the order, ``<amount>`` a sum, ``<street>`` an address; see ``phrases_de.py``.
"""

from __future__ import annotations

PHRASES_EN: dict[str, tuple[str, ...]] = {
    # How a matter begins
    "where": (
        "Where is my order <order>?",
        "Could you tell me where order <order> is right now?",
        "Order <order> still hasn't arrived. Has it been shipped?",
        "I'm still waiting for <the>, order <order>. Any idea when it will get here?",
    ),
    "where.vague": (
        "I ordered <the> a few days ago and nothing has come yet.",
        "When will my parcel arrive? I can't find the order number right now.",
    ),
    "torn": (
        "The parcel is here, but <the> was torn open 😕",
        "Sadly <the> arrived open, there are beans all over the box.",
        "<The> has a big tear in it. I can't really use it like this.",
    ),
    "wrong": (
        "I ordered <the> but got something else 🤔",
        "I think there was a mix-up: I ordered <the> and a different bag was in the box.",
        "Order <order> had the wrong coffee in it.",
    ),
    "broken": (
        "Just unpacked it and <the> is broken, I'm afraid.",
        "<The> didn't survive the journey 😢",
        "Order <order> arrived in pieces, literally.",
    ),
    "machine": (
        "I've only now unpacked <the>: the portafilter is bent.",
        "Something is wrong with the machine, the portafilter is bent and the casing is cracked.",
    ),
    "wet": (
        "The parcel arrived completely soaked.",
        "The box was left out in the rain and <the> is ruined.",
    ),
    "missing": (
        "<The> is missing from order <order>.",
        "Not everything was in the box: <the> is missing.",
    ),
    "ask.bag": (
        "Is <the> good for a bean-to-cup machine?",
        "How fine should I grind <the> for a French press?",
        "When was <the> roasted last?",
        "Could you grind <the> for me?",
    ),
    "ask.fragile": (
        "Is <the> dishwasher safe?",
        "Does <the> come in another colour?",
        "How big is <the>? There isn't much room in my kitchen.",
    ),
    "ask.pieces": ("How many cups does that make, roughly?", "Would that last two people a month?"),
    "ask.machine": ("How long is the warranty on <the>?", "How loud is <the>? Our walls are thin."),
    "ask.voucher": ("Can I print <the>? It's a present.", "How long is <the> valid?"),
    "ask.club": ("How does the coffee club work? Can I pause it any time?", "Can I switch the club box to decaf?"),
    "gift": (
        "I'm looking for a present for my dad, about 30 euros. What would you pick?",
        "What do you recommend for filter? I like it fruity.",
        "I just got my first espresso machine. Which beans should I start with?",
    ),
    "stock": ("Will <the> be back soon? It says sold out.", "When do you get <the> back in?"),
    "voucher": (
        "I paid for <the>, order <order>, but the e-mail with the code never came.",
        "The voucher from order <order> hasn't arrived. I checked my spam folder too.",
    ),
    "return": (
        "I'd like to return <the> from order <order>. How does that work?",
        "I want to cancel order <order> and send it back, please confirm.",
    ),
    "twice": (
        "My bank shows the payment for order <order> twice. Could you have a look?",
        "I think I was charged twice for order <order>.",
    ),
    "praise": (
        "Just wanted to say: <the> is fantastic ☕",
        "Tried <the> today. Best coffee I've had in ages, thank you!",
        "Everyone at work loves <the>. Well done!",
    ),
    "praise.ware": (
        "Just wanted to say: I use <the> every morning and love it 😊",
        "Thanks for recommending <the>, spot on!",
    ),
    "address": (
        "I've moved. Can order <order> still go to the new address?",
        "I gave you my old address for order <order>. Is it too late to change it?",
    ),
    "office": (
        "We need about 5 kg a month for the office. What would <the> cost?",
        "Do you sell <the> in 5 kg bags? We get through quite a lot.",
    ),
    "pickup": (
        "I'm in Hamburg on Friday. Could I collect order <order> at your shop?",
        "Until when are you open today? I'd like to pick up order <order>.",
    ),
    "cart": (
        "I'd like to order this please 👇",
        "Same as always, please.",
        "Could you send me a link for this?",
        "We've run out, time for more ☕",
    ),
    "voice.after": ("I mean the decaf, by the way.", "Hope you can hear me, I'm at the station."),
    "stop": ("No more offers please. STOP", "Stop sending me promotions, please."),
    # Answers
    "number": ("<order>", "It's <order>.", "Order number <order>", "Sure: <order>"),
    "number.lost": (
        "I don't have the number at hand. Can you find it by my name?",
        "I can't find the e-mail any more. It was <the>.",
    ),
    "number.none": ("I haven't ordered anything yet, it was just a question.", "There is no order yet 🙂"),
    "photo": ("Here's the photo.", "This is what it looks like.", "This is how it arrived."),
    "photo.forgot": ("Oops, forgot the photo. Here:", "Photo coming up …"),
    "photo.again": ("The photo is above? Here it is again.", "Sure, another one:"),
    "photo.none": ("I can't take a photo right now, sorry.", "There's no photo of that, I'm afraid."),
    "cart.after": ("That's all.", "Could you send me a link to pay?", "That would be it for today."),
    "home": ("To <home>, please.", "Please send it to <home>."),
    "street": ("The new address: <street>", "Please send it to: <street>"),
    "choice.money": ("I'd rather have my money back, please.", "A refund would be best.", "Refund, please."),
    "choice.goods": (
        "A replacement, if possible.",
        "Just send a new one, that would be great.",
        "I'd prefer a new one 🙂",
    ),
    "yes": ("Yes, exactly.", "Yes please.", "That's right."),
    "yes.cart": ("Yes, that works. Please send me the link.", "Perfect! How do I pay?", "Sounds good, I'll take it."),
    "detail": (
        "Mostly espresso, sometimes with milk.",
        "About two cups a day, rather mild.",
        "For two people, mornings mostly.",
    ),
    "detail.problem": ("I noticed when I unpacked it today.", "Just that one, the rest is fine."),
    "wait": ("Okay, thanks.", "No problem, take your time.", "Sure, I'll wait."),
    "thanks.info": (
        "Great, thanks for the quick answer!",
        "Good to know, thank you!",
        "Perfect, thanks.",
        "Thanks, that helps.",
    ),
    "thanks.order": ("Great, I'll look out for it. Thanks!", "Ah good, now I know."),
    "thanks.promise": (
        "That's really kind, thank you!",
        "Thanks, I'm happy with that.",
        "Thanks for sorting this out so quickly!",
    ),
    "thanks.goods": ("A replacement is great, thanks!", "Lovely, I'll look forward to the new parcel."),
    "thanks.refund": (
        "Just got the e-mail about the refund. Thank you!",
        "The refund is on its way, that was quick 🙏",
        "I can see <amount> coming back. Thanks a lot!",
    ),
    "refund.part": ("Thanks! I was expecting the full amount though.", "<amount>? I paid more than that."),
    "refund.why": ("I can see a refund of <amount>. What is it for?",),
    "insist": (
        "A replacement is no use to me, I'd rather have my money back.",
        "No replacement, please. I'd like a refund.",
    ),
    "sorry": ("It's okay, these things happen. What happens now?", "Thanks. So what do we do now?"),
    "down": ("That's a pity. Nothing to be done then, I suppose.", "Shame, but thanks for being honest."),
    "down.angry": ("You can't be serious.", "I don't accept that. I paid for it."),
    "down.cart": ("Pity! Maybe next time.", "Oh well. I'll wait until it's back."),
    "nag": ("Did you see my message?", "Any news?", "Hello? 🙂", "Just checking in on this."),
    "nag.patient": ("Just checking whether you saw my message. No rush.", "No hurry, but a short reply would be nice."),
    "nag.again": ("Still waiting for an answer.", "Is anybody there?", "No reply yet. That's a pity."),
    "nag.angry": (
        "Does anybody ever answer here??",
        "I've been waiting for ages. This is no way to treat customers.",
        "This is getting ridiculous.",
    ),
    "nag.threat": (
        "If I don't hear from you today I'll ask my bank to get the money back.",
        "Last message before I take this to my bank.",
    ),
    "nag.cart": ("Is the link coming? 🙂", "Could I pay for it, please?", "I'd like to get this done today."),
    "nag.refund": ("Has the refund gone out yet?", "I haven't had an e-mail about the refund so far."),
    "nag.declined": ("Can I pay some other way? The card still doesn't work.", "What can I do about it?"),
    "giveup": ("Never mind, thanks anyway.", "All good, I found the answer myself.", "No longer needed, thanks."),
    "giveup.where": ("Never mind, the parcel just arrived 📦", "Doorbell just rang, it's here. Thanks!"),
    "giveup.cart": ("I'll order some other time then.", "I've bought it somewhere else now."),
    "giveup.problem": ("Never mind then. Pity, I was always happy with you.", "I'll leave it at that. Still annoying."),
    "giveup.angry": ("That's it. I've told my bank.", "I'm having the payment reversed now."),
    "bank": ("My bank is dealing with it now.", "Please take that up with my bank."),
    # Paying
    "will.pay": ("Thanks, will do.", "Great, thanks! I'll pay in a minute.", "Thanks, I'll have a look."),
    "later": ("I'll pay tonight when I'm home.", "I'll do it later on my laptop."),
    "remind": ("Oops, completely forgot. Doing it now!", "Thanks for the reminder, paying now."),
    "paid": ("Paid 👍", "Done, payment is through.", "There, paid. Thanks!"),
    "declined": (
        "My card was declined, what now?",
        "Strange, the payment doesn't go through. Why is that?",
        "It says my card isn't accepted.",
    ),
    "retry": ("Okay, I'll use another card.", "Alright, I'll try another way."),
    "retried": ("The other card worked 👍", "It worked this time."),
    "left": ("I'll think about it again.", "Oh, with shipping that's a bit too much right now."),
    "what.for": ("What is the link for?", "Is that for my last order?"),
    "link.dead": ("The link doesn't work any more. Could you send me a new one?",),
    "link.abroad": ("The payment page doesn't offer my country. Can you deliver here?",),
    # Products
    "take": (
        "Sounds good, I'll take it.",
        "Exactly what I was looking for. I'll have it!",
        "Thanks for the tip, one please.",
    ),
    "take.cart": ("Great, then I'll order this:", "One of these then:"),
    "pass": ("Thanks, but that's not quite what I'm looking for.", "Hm, that's a bit expensive for me."),
    "shipping": ("Looks good. How much is shipping?", "And how long would it take to get here?"),
    # Small talk
    "bye": ("Thanks, have a nice day!", "You too!", "Thanks, bye for now."),
    "aside": (
        "It's been raining for days here, good coffee is all that helps 😄",
        "My neighbour told me about you, by the way.",
        "I used to drink only tea, but you've converted me.",
        "My mother is visiting next week and she is very picky about coffee.",
    ),
    "language": ("Sorry, my German isn't good enough. Could you write in English?",),
    "huh": ("Sorry, I didn't quite get that.", "What do you mean?"),
    "hello": ("Hi", "Hello", "Hey", "Hi there"),
    "hello.formal": ("Hello", "Dear team", "Hello"),
    "regards": ("Best regards", "Kind regards", "Best wishes"),
}
