package com.nurturehub.crm.api.graphql;

import com.nurturehub.crm.application.integration.ListIntegrations.Messages;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ChangeFeed.SecretHolder;
import com.nurturehub.crm.domain.event.Subscription;
import java.time.Instant;
import java.util.Optional;

record MessagesNode(
    State state,
    Optional<String> instructions,
    boolean wantsSecret,
    Optional<Instant> lastAt,
    long waiting) {

  enum State {
    NONE,
    BY_HAND,
    REGISTERED,
    RELIED_ON,
    BROKEN
  }

  static MessagesNode of(Messages messages) {
    var subscription = messages.subscription();
    return new MessagesNode(
        state(subscription),
        subscription.feed().flatMap(MessagesNode::instructions),
        subscription.feed().filter(MessagesNode::wantsSecret).isPresent(),
        messages.lastAt().or(subscription::toldAt),
        messages.waiting());
  }

  private static State state(Subscription subscription) {
    if (subscription.isBroken()) {
      return State.BROKEN;
    }
    return subscription
        .feed()
        .map(feed ->
            switch (feed) {
              case ChangeFeed.Webhooks _ ->
                  subscription.isReliedOn() ? State.RELIED_ON : State.REGISTERED;
              case ChangeFeed.SetUpByHand _ -> State.BY_HAND;
              case ChangeFeed.PollingOnly _ -> State.NONE;
            })
        .orElse(State.NONE);
  }

  private static Optional<String> instructions(ChangeFeed feed) {
    return feed instanceof ChangeFeed.SetUpByHand(var instructions, _)
        ? Optional.of(instructions)
        : Optional.empty();
  }

  private static boolean wantsSecret(ChangeFeed feed) {
    return feed instanceof ChangeFeed.SetUpByHand(_, var holder) && holder == SecretHolder.AGENCY;
  }
}
