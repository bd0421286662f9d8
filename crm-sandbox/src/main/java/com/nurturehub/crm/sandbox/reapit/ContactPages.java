package com.nurturehub.crm.sandbox.reapit;

import com.nurturehub.crm.sandbox.cards.Slice;
import com.nurturehub.crm.sandbox.cards.Spot;
import com.nurturehub.crm.sandbox.http.Bytes;
import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.JsonBytes;
import com.nurturehub.crm.sandbox.http.PageTwist;
import com.nurturehub.crm.sandbox.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes pages of contacts, also those that are wrong on purpose.
final class ContactPages {

  private static final String PATH = "/contacts";
  private static final int CONTACT_BYTES = 1_800;
  private static final int AROUND_BYTES = 1_000;
  private static final int HUGE_CHARACTERS = 10 * 1024 * 1024;

  private ContactPages() {}

  static Reply list(Call call, ReapitCustomer customer) {
    var query = ContactQuery.of(call);
    var endless = call.twists().contains(PageTwist.ENDLESS);
    var asked = endless ? query.onFirstPage() : query;
    var slice = new ContactSearch(customer, asked).found();
    if (slice.spots().stream().anyMatch(spot -> customer.isPoisoned(spot.number()))) {
      return poisoned(call);
    }
    if (call.twists().isEmpty() && query.embeds().areNone()) {
      return plain(slice, query.paging(), customer);
    }
    return elaborate(slice, query, customer, call.twists());
  }

  static Reply poisoned(Call call) {
    return ReapitErrors.error(
        500, "An error has occurred. It was logged and will be looked into.", call.at());
  }

  private static Reply plain(Slice slice, Paging paging, ReapitCustomer customer) {
    var spots = slice.spots();
    var out = new JsonBytes(spots.size() * CONTACT_BYTES + AROUND_BYTES);
    Paging.start(out);
    for (int i = 0; i < spots.size(); i++) {
      if (i > 0) {
        out.plain(",");
      }
      customer.index().write(spots.get(i), out);
    }
    return Reply.json(200, paging.end(out, PATH, spots.size(), slice.total()));
  }

  private static Reply elaborate(
      Slice slice, ContactQuery query, ReapitCustomer customer, Set<PageTwist> twists) {
    var paging = query.paging();
    List<Bytes> contacts = new ArrayList<>();
    for (var spot : slice.spots()) {
      var contact = written(spot, customer);
      contacts.add(
          query.embeds().areNone()
              ? contact
              : query.embeds().into(contact, spot.number(), customer));
    }
    var claimed = contacts.size();
    if (twists.contains(PageTwist.NAMELESS) && !contacts.isEmpty()) {
      contacts.set(0, nameless(contacts.getFirst()));
    }
    if (twists.contains(PageTwist.HUGE_FIELD) && !contacts.isEmpty()) {
      contacts.set(0, huge(contacts.getFirst()));
    }
    if (twists.contains(PageTwist.DUPLICATE) && contacts.size() > 1) {
      contacts.set(contacts.size() - 1, contacts.getFirst());
    }
    if (twists.contains(PageTwist.CUT_SHORT)) {
      contacts = contacts.subList(0, contacts.size() - (contacts.size() + 2) / 3);
    }
    var out = new JsonBytes(claimed * CONTACT_BYTES + AROUND_BYTES);
    Paging.start(out);
    for (int i = 0; i < contacts.size(); i++) {
      out.plain(i == 0 ? "" : ",").raw(contacts.get(i));
    }
    var total =
        twists.contains(PageTwist.ENDLESS)
            ? (int) Math.min((paging.number() + 1L) * paging.size(), Integer.MAX_VALUE)
            : slice.total();
    return Reply.json(200, paging.end(out, PATH, claimed, total));
  }

  private static Bytes written(Spot spot, ReapitCustomer customer) {
    var out = new JsonBytes(CONTACT_BYTES);
    customer.index().write(spot, out);
    return out.done();
  }

  private static Bytes nameless(Bytes contact) {
    return Json.bytes(Json.ours(contact).putNull("title").putNull("forename").putNull("surname"));
  }

  private static Bytes huge(Bytes contact) {
    return Json.bytes(Json.ours(contact).put("surname", "x".repeat(HUGE_CHARACTERS)));
  }
}
