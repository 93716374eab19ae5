"""What the buttons of the panes ask for, by name; a click leaves a pane as this name and the id of what it is about.

Presenters put the names into the ``CardButton``s they offer and act on what comes back. A name that nobody acts on is
never offered.
"""

from __future__ import annotations

from enum import StrEnum


class Intent(StrEnum):
    """The second half of each line says whose id comes with it."""

    # money that goes back: the payment
    REFUND_REST = "refund.rest"
    REFUND_FORM = "refund.form"
    REFUND_SEND = "refund.send"
    REFUND_CLOSE = "refund.close"
    REFUND_ANOTHER = "refund.another"
    """Refund although a colleague did."""
    REFUND_LEAVE = "refund.leave"
    """Leave it at what the colleague did."""
    REFUND_MOVED = "refund.moved"
    """The agent found the refund at Stripe: the unknown outcome was a success."""
    REFUND_NOT_MOVED = "refund.not-moved"
    REFUND_TRY_AGAIN = "refund.try-again"
    """Let the hub repeat it with the same bytes: it is still the same refund."""

    # a payment or a request
    RECEIPT = "payment.receipt"
    ALL_PAYMENTS = "payment.all"
    SEND_INVOICE = "invoice.send"
    """As its PDF; the payment or the invoice comes with it."""
    SEND_INVOICE_LINK = "invoice.link"
    ALL_INVOICES = "invoice.all"
    CREDIT_NOTE_AGAIN = "invoice.credit-note"
    """Make the credit note that is missing after a refund; the payment comes with it."""
    LINK_PAYMENT = "match.link"
    CONFIRM_MATCH = "match.confirm"
    UNLINK = "match.unlink"
    FIND_PERSON = "person.find"
    """Look for somebody who may be the same person, or leave that."""
    MERGE = "person.merge"
    """The other conversation's id comes with this one and the next three."""
    MERGE_PAID = "person.merge-paid"
    """Bring together although both have paid."""
    MERGE_LEAVE = "person.leave"
    PART = "person.part"
    ASK_ORDER_NUMBER = "match.ask-order-number"
    SEARCH_STRIPE = "match.search-stripe"
    SEND_LINK_AGAIN = "request.send-again"
    EXPLAIN_DECLINE = "request.explain"
    COPY_LINK = "request.copy"
    CANCEL_REQUEST = "request.cancel"
    PAY_BACK = "refund.pay-back"
    """Open the link form to ask a refund back; comes with the payment, as the next one."""
    ORDER_AGAIN = "payment.order-again"
    SEND_LINK_TOO = "request.send-too"
    """Send the link of the open form beside one that stays open; comes without an id."""
    MAKE_LINK = "request.make"
    """Make the link of the open form without sending it; comes without an id."""

    # a subscription: its id. The first six show in its card what they would mean
    SUBSCRIPTION_SKIP = "subscription.skip"
    SUBSCRIPTION_PAUSE = "subscription.pause"
    SUBSCRIPTION_RESUME = "subscription.resume"
    SUBSCRIPTION_END = "subscription.end"
    SUBSCRIPTION_END_NOW = "subscription.end-now"
    SUBSCRIPTION_KEEP = "subscription.keep"
    SUBSCRIPTION_MONTH = "subscription.month"
    """Pause for a month."""
    SUBSCRIPTION_MONTHS = "subscription.months"
    """Pause for three."""
    SUBSCRIPTION_DAY = "subscription.day"
    """Choose the day a pause ends."""
    SUBSCRIPTION_TOLD = "subscription.told"
    """Pause until somebody says so."""
    SUBSCRIPTION_TELL = "subscription.tell"
    SUBSCRIPTION_DO = "subscription.do"
    """Do what is shown."""
    SUBSCRIPTION_LEAVE = "subscription.leave"
    SUBSCRIPTION_BILL = "subscription.bill"
    """Send the page of the bill that was not paid."""

    # a dispute: the payment
    PREPARE_ANSWER = "dispute.prepare"
    """Open the page on which the evidence is put together."""
    READ_ANSWER = "dispute.read"
    """Open the page on which what is staged is read once more."""
    ACCEPT_DISPUTE = "dispute.accept"
    """Open the page that says what is lost."""
    STAGE_ANSWER = "dispute.stage"
    SUBMIT_ANSWER = "dispute.submit"
    """Ask for what was read to be handed in; the dispute comes with it, as with the next two."""
    CONFIRM_ACCEPT = "dispute.confirm-accept"
    SAVE_PACK = "dispute.save-pack"

    # an action: one that waits for approval, or one on hold
    APPROVE = "action.approve"
    REJECT = "action.reject"
    READ_AGAIN = "action.read-again"
    """Read one's own request once more, which nobody else could approve."""
    CONFIRM_ALONE = "action.confirm-alone"
    UNDO = "action.undo"
    SEND_NOW = "action.send-now"

    # a place in the open chat
    GO_TO_DATE = "chat.go-date"
    """Comes with the day that stands there, or without."""
    SHOW_IN_CHAT = "payment.show"
    """Comes with the payment."""

    # a colleague
    DEPUTY_TODAY = "deputy.today"
    DEPUTY_WEEK = "deputy.week"
    DEPUTY_END = "deputy.end"

    # older payments: nothing
    OLDER_QUARTER = "older.quarter"
    OLDER_YEAR = "older.year"
    OLDER_ALL = "older.all"
    OLDER_STOP = "older.stop"

    # the window: nothing
    CLOSE_WINDOW = "window.close"

    # a conversation, a template, a product, a failure
    OPEN_CHAT = "chat.open"
    SEND_TEMPLATE = "template.send"
    FILL_TEMPLATE = "template.fill"
    """Open the form for its gaps."""
    TEMPLATE_LIST = "template.list"
    """Leave the form and show the list again."""
    TEMPLATE_FILE = "template.file"
    """Choose the file of its heading."""
    TEMPLATE_LATER = "template.later"
    """Choose a time for it, or send it without one again."""
    TEMPLATE_PAGE = "place.templates"
    """Open the page of all templates; comes without an id."""
    SUBMIT_TEMPLATE = "template.submit"
    SUBMIT_TEMPLATES = "template.submit-all"
    """Submit all of the shown group; comes without an id."""
    SEND_PRODUCT = "product.send"
    CHOOSE_SEVERAL = "product.several"
    """Put a list together, or leave that again; comes without an id."""
    CHOOSE_PRODUCT = "product.choose"
    CHOOSE_GROUP = "product.group"
    """Comes with what was chosen in the menu of groups."""
    NAME_GROUP = "product.name-group"
    """Comes with the name of the present group."""
    SEND_PRODUCTS = "product.send-list"
    SEND_FORM = "form.send"
    """Send the message whose form is open; the kind comes with it."""
    COMPARE_CATALOG = "products.compare"
    """Show in what the catalog and Stripe differ; comes without an id."""
    READ_CATALOG = "product.read-catalog"
    """Ask Meta and Stripe for the products anew; comes without an id."""
    READ_JOURNAL = "journal.read"
    """Read the money journal once more; comes without an id."""
    RETRY = "failure.retry"

    # a planned message: its id
    PLAN_NOW = "plan.now"
    """Send it now, after the hub has looked at everything again."""
    PLAN_CHANGE = "plan.change"
    PLAN_DROP = "plan.drop"
    PLAN_TEMPLATE = "plan.template"
    """Choose a template in its place."""

    # a file of a message: the message
    MEDIA_OPEN = "media.open"
    MEDIA_SAVE = "media.save"
    MEDIA_PLAY = "media.play"
    """Play a recording, or pause it."""
    SOUND_SEEK = "sound.seek"
    """Go to the place of the bar that was clicked; which part of it comes beside the intent."""
    SOUND_SPEED = "sound.speed"
    MEDIA_RETRY = "media.retry"
    """Fetch it again."""
    MEDIA_STOP = "media.stop"
    """Fetch it no further."""

    # a place or a contact card: the message
    MAP_OPEN = "place.map"
    PLACE_COPY = "place.copy"
    CONTACT_OPEN = "contact.open"
    """Open the chat with the person of a card."""
