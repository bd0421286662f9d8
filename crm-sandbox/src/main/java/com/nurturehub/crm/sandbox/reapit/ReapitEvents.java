package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.cards.Card;
import com.nurturehub.crm.sandbox.hook.MessageSender;
import com.nurturehub.crm.sandbox.hook.Signing;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.people.Dice;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.node.ObjectNode;

/// Turns changes into notifications for whoever wants them.
final class ReapitEvents implements ContactNews {

  private static final String PING_CUSTOMER = "webhook-test";
  private static final String PING_ENTITY = "9e7e4181-6210-49ea-abf5-d5ce16d23647";

  private final ReapitHooks hooks;
  private final MessageSender sender;
  private final Signing signing;
  private final Dice dice;
  private final String applicationId;
  private final String clientId;
  private final AtomicInteger events = new AtomicInteger();

  ReapitEvents(
      ReapitHooks hooks,
      MessageSender sender,
      Signing signing,
      Dice dice,
      ReapitSettings settings) {
    this.hooks = hooks;
    this.sender = sender;
    this.signing = signing;
    this.dice = dice;
    this.applicationId = settings.applicationId();
    this.clientId = settings.clientId();
  }

  // Changes of a contact that was archived and stays so are not announced at all.
  @Override
  public void changed(
      ReapitCustomer customer, Optional<Card> before, Optional<Card> after, Instant at) {
    if (!hooks.areAny() || !customer.isInstalled()) {
      return;
    }
    var wasLive = before.filter(card -> !card.archived());
    var isLive = after.filter(card -> !card.archived());
    if (wasLive.isEmpty() && isLive.isEmpty()) {
      return;
    }
    var event = newId();
    var topic = before.isEmpty() ? "contacts.created" : "contacts.modified";
    tell(customer, topic, event, before, isLive, at);
    if (isLive.filter(ReapitEvents::isOptedOut).isPresent()
        && before.filter(ReapitEvents::isOptedOut).isEmpty()) {
      tell(customer, "contacts.optedout", event, before, isLive, at);
    }
  }

  void installed(ReapitCustomer customer, boolean now, Instant at) {
    var topic = now ? "application.install" : "application.uninstall";
    var about =
        Json.object()
            .put("applicationId", clientId)
            .put("internalAppId", applicationId)
            .put("applicationName", "NurtureHub")
            .put("customerId", customer.code())
            .put("customerName", customer.code() + " Estates")
            .put("customerEmail", "admin@agency.example")
            .put("organisationId", new UUID(customer.dice().bits(1), 1).toString());
    about
        .putObject("customerAddress")
        .put("hseName", "")
        .put("hseNo", "10")
        .put("address1", "High Street")
        .put("address2", "Oxford")
        .put("address3", "")
        .put("address4", "")
        .put("postcode", "OX1 1AA")
        .put("country", "GB");
    for (var hook : hooks.wanting(topic, customer)) {
      send(
          new Notification(
              hook.url(),
              newId(),
              topic,
              customer.code(),
              Optional.empty(),
              at,
              Optional.empty(),
              Optional.empty(),
              Optional.of(about)));
    }
  }

  /// The portal's test of a webhook.
  void ping(Instant at) {
    for (var hook : hooks.all()) {
      for (var topic : hook.topics()) {
        send(
            new Notification(
                hook.url(),
                newId(),
                topic,
                PING_CUSTOMER,
                Optional.of(PING_ENTITY),
                at,
                Optional.empty(),
                Optional.empty(),
                Optional.of(sample())));
      }
    }
  }

  private void tell(
      ReapitCustomer customer,
      String topic,
      String event,
      Optional<Card> before,
      Optional<Card> after,
      Instant at) {
    for (var hook : hooks.wanting(topic, customer)) {
      if (hook.ignoreTagOnlyChanges()
          && before.isPresent()
          && after.isPresent()
          && Notification.isTagOnly(before.get(), after.get())) {
        continue;
      }
      send(
          new Notification(
              hook.url(),
              event,
              topic,
              customer.code(),
              before.or(() -> after).map(Card::id),
              at,
              before,
              after,
              Optional.empty()));
    }
  }

  private void send(Notification notification) {
    sender.send(notification.signedBy(signing));
  }

  private static ObjectNode sample() {
    return ReapitContacts.blank().put("id", PING_ENTITY).put("surname", "Sample");
  }

  private static boolean isOptedOut(Card card) {
    return Json.text(Json.ours(card.json()), "marketingConsent").filter("deny"::equals).isPresent();
  }

  private String newId() {
    var own = dice.of(events.incrementAndGet());
    return new UUID(own.bits(1), own.bits(2)).toString();
  }
}
