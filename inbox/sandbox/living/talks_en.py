"""Conversations that English-speaking people of the demo shop have had with it before. Data only; see ``talks.py``."""

from __future__ import annotations

from inbox.sandbox.living.talks_kinds import Talk

TALKS_EN: dict[str, tuple[Talk, ...]] = {
    "order": (
        (
            ("c", "link-9", "I'd like to order <the> again. Can I do that here?"),
            ("s", "link", "With pleasure, <first>! It comes to <total>, you can pay here: <link>"),
            ("c", "paid+1.5", "Paid 👍"),
            ("s", "paid+6", "Thank you! It goes out tomorrow morning."),
        ),
        (
            ("cart", "link-11", ""),
            ("c", "link-10", "These please, the usual."),
            ("s", "link", "Of course, <first>. <total> altogether: <link>"),
            ("c", "paid+2", "All done, thanks."),
        ),
    ),
    "order.bag": (
        (
            ("c", "link-10", "Do you have <the> in stock?"),
            ("s", "link", "We do, roasted yesterday. Here is the link for <total>: <link>"),
            ("c", "paid+2", "Great, all done."),
        ),
    ),
    "order.declined": (
        (
            ("cart", "link-9", ""),
            ("s", "link", "Thanks, <first>! Here is the link for <total>: <link>"),
            ("c", "declined+1.5", "The payment didn't work, my card was declined."),
            ("s", "declined+4", "Another card usually helps, the link is still good."),
            ("c", "paid+1.5", "You're right, it worked now."),
        ),
    ),
    "shop.declined": (
        (
            ("c", "paid+9", "Your shop declined my card at first. Did order <order> go through?"),
            ("s", "shop+12", "It did, the second try worked. We have everything."),
            ("c", "shop+20", "Great, thanks for checking!"),
        ),
    ),
    "shipped": (
        (
            ("s", "shipped", "Hello <first>, your order <order> is on its way. Tracking number: <parcel>"),
            ("c", "shipped+17", "Thanks for letting me know!"),
        ),
        (
            ("s", "shipped", "Hi <first>, order <order> left us today, tracking number <parcel>."),
            ("c", "shipped+9", "Perfect, thank you."),
            ("s", "shipped+14", "Enjoy ☕"),
        ),
        (("s", "shipped", "Hello <first>, your order <order> is on its way. Tracking number: <parcel>"),),
    ),
    "refund.part": (
        (
            ("c", "refund-24", "Sadly <the> was missing from order <order>."),
            ("s", "refund-3", "So sorry! I'm refunding <amount>, it takes a few days to show."),
            ("c", "refund+5", "That was quick, thanks!"),
        ),
    ),
    "refund.all": (
        (
            ("c", "return", "I'd like to return order <order>, is that possible?"),
            ("s", "return+11", "Of course. As soon as the parcel is here I'll refund <amount>."),
            ("c", "return+48", "It's in the post."),
            ("s", "refund-2", "It's here, <amount> is on its way back to you."),
            ("c", "refund+14", "Perfect, thanks."),
        ),
    ),
    "chat": (
        (
            ("c", "start", "What grind do you recommend for a moka pot?"),
            ("s", "start+14", "A bit finer than filter but coarser than espresso. Think of fine salt."),
            ("c", "start+25", "I'll try that tomorrow, thanks!"),
        ),
        (
            ("c", "start", "Do you roast on Saturdays too?"),
            ("s", "start+8", "Yes, from nine to twelve. You're welcome to come and watch."),
            ("c", "start+12", "Lovely, see you when I'm in Hamburg!"),
        ),
        (
            ("c", "start", "How long does the coffee keep once it's open?"),
            ("s", "start+17", "About six weeks if it's well sealed. Please not in the fridge."),
            ("c", "start+22", "Good to know."),
        ),
        (
            ("c", "start", "Is the gull mug really dishwasher safe?"),
            ("s", "start+9", "Yes, mine has been through it for two years 😄"),
            ("c", "start+11", "Haha, sold."),
        ),
        (
            ("c", "start", "Your decaf actually tastes like coffee."),
            ("s", "start+26", "So good to hear! Thank you."),
        ),
        (
            ("c", "start", "How long does shipping abroad take?"),
            ("s", "start+10", "Usually four to six working days, with tracking."),
            ("c", "start+16", "Fine with me, thanks."),
        ),
    ),
}

TAILS_EN: tuple[Talk, ...] = (
    (("c", "start", "How late are you open today?"), ("s", "start+7", "Until six, come on over!")),
    (
        ("c", "start", "Is there any Kenya left?"),
        ("s", "start+9", "Yes, about twenty bags. Shall I put one aside for you?"),
    ),
    (("c", "start", "Could you send me the last invoice again?"), ("s", "start+12", "It's on its way by e-mail.")),
    (
        ("c", "start", "What water temperature for the dripper?"),
        ("s", "start+9", "94 degrees, so wait a moment after it boils."),
    ),
    (("c", "start", "Can I split the voucher over two orders?"), ("s", "start+6", "Yes, whatever is left stays on it.")),
)

PARCELS_EN: tuple[Talk, ...] = (
    (("c", "start", "Thanks, it has arrived! 🙏"), ("s", "start+11", "Wonderful. Enjoy ☕")),
    (("c", "start", "Parcel came today, all good."), ("s", "start+6", "Great, thanks for telling us!")),
)
