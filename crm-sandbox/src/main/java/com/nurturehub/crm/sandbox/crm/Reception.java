package com.nurturehub.crm.sandbox.crm;

import com.nurturehub.crm.sandbox.fault.Faults;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.sandbox.http.Answer;
import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Delivery;
import com.nurturehub.crm.sandbox.http.PageTwist;
import com.nurturehub.crm.sandbox.http.Refusal;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.journal.Journal;
import com.nurturehub.crm.sandbox.time.Pauses;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Receives the calls of one CRM: notes each, lets the faults strike, has it answered.
public final class Reception implements Answer {

  private static final int FAILED = 500;
  private static final int GATEWAY_TIMEOUT = 504;
  private static final String UNKNOWN = "unknown";

  private final House house;
  private final Faults faults;
  private final Journal journal;
  private final InstantSource clock;
  private final Pauses pauses;

  public Reception(
      House house, Faults faults, Journal journal, InstantSource clock, Pauses pauses) {
    this.house = house;
    this.faults = faults;
    this.journal = journal;
    this.clock = clock;
    this.pauses = pauses;
  }

  @Override
  public Reply to(Call call) {
    var match = house.routes().find(call.method(), call.path());
    var operation = match.map(found -> found.operation()).orElse(UNKNOWN);
    var named = match.map(found -> found.named()).orElse(Map.of());
    var answer = match.map(found -> found.answer()).orElse(house::unknownPath);
    var customer = house.customerOf(call);
    var visit = journal.arrive(operation, customer, call, house.isConfidential(operation));
    var status = FAILED;
    List<Harm> harms = List.of();
    try {
      var refused = house.enter(call, customer);
      if (refused.isPresent()) {
        status = refused.get().status();
        return house.stamped(refused.get(), visit.number());
      }
      try {
        harms = faults.strike(operation, customer);
        var reply = answered(answer, call.with(named), customer, harms);
        status = reply.status();
        return house.stamped(reply, visit.number());
      } finally {
        house.leave(call, customer);
      }
    } finally {
      visit.answered(status, harms.stream().map(Harm::toString).toList(), clock.instant());
    }
  }

  private Reply answered(Answer answer, Call call, String customer, List<Harm> harms) {
    if (harms.isEmpty()) {
      return plainly(answer, call);
    }
    for (var harm : harms) {
      if (harm instanceof Harm.Delay delay) {
        pauses.pause(delay.by());
      }
    }
    for (var harm : harms) {
      var refused = insteadOfDoing(harm, call, customer);
      if (refused.isPresent()) {
        return refused.get();
      }
    }
    var reply = plainly(answer, call.twistedBy(twistsIn(harms)));
    for (var harm : harms) {
      reply = spoiled(harm, reply, call, customer);
    }
    return reply;
  }

  private static Reply plainly(Answer answer, Call call) {
    try {
      return answer.to(call);
    } catch (Refusal refusal) {
      return refusal.reply();
    }
  }

  private Optional<Reply> insteadOfDoing(Harm harm, Call call, String customer) {
    return switch (harm) {
      case Harm.Refuse refuse -> {
        var reply = house.error(faults.draw(refuse.statuses()), call);
        yield Optional.of(
            refuse
                .retryAfter()
                .map(after -> reply.with("Retry-After", Long.toString(after.toSeconds())))
                .orElse(reply));
      }
      case Harm.TimeOutBefore(var hold) -> Optional.of(givenUp(hold, call, customer));
      case Harm.CutBefore _ ->
          Optional.of(house.error(GATEWAY_TIMEOUT, call).by(new Delivery.Cut()));
      case Harm.Redirect(var to) -> Optional.of(Reply.redirect(to));
      case Harm.Delay _,
          Harm.TimeOutAfter _,
          Harm.CutAfter _,
          Harm.Truncate _,
          Harm.Garble _,
          Harm.WrongType _,
          Harm.GzipBomb _,
          Harm.SlowBody _,
          Harm.Twist _ ->
          Optional.empty();
    };
  }

  private Reply spoiled(Harm harm, Reply reply, Call call, String customer) {
    return switch (harm) {
      case Harm.TimeOutAfter(var hold) -> givenUp(hold, call, customer);
      case Harm.CutAfter _ -> reply.by(new Delivery.Cut());
      case Harm.Truncate _ -> reply.by(new Delivery.Truncated());
      case Harm.Garble _ -> reply.with(Bytes.of("{\"_embedded\": [ {\"id\": \"OXF1"));
      case Harm.WrongType _ -> Reply.html(200, "<html><body>Sorry, back soon</body></html>");
      case Harm.GzipBomb(var bytes) -> reply.by(new Delivery.GzipBomb(bytes));
      case Harm.SlowBody(var bytes, var pause) -> reply.by(new Delivery.Dripping(bytes, pause));
      case Harm.Refuse _,
          Harm.Delay _,
          Harm.TimeOutBefore _,
          Harm.CutBefore _,
          Harm.Redirect _,
          Harm.Twist _ ->
          reply;
    };
  }

  private Reply givenUp(Duration hold, Call call, String customer) {
    pauses.pause(hold);
    house.timedOut(customer);
    return house.error(GATEWAY_TIMEOUT, call);
  }

  private static Set<PageTwist> twistsIn(List<Harm> harms) {
    var twists = EnumSet.noneOf(PageTwist.class);
    for (var harm : harms) {
      if (harm instanceof Harm.Twist(var twist)) {
        twists.add(twist);
      }
    }
    return twists;
  }
}
