package com.nurturehub.crm.sandbox.street;

import com.nurturehub.crm.sandbox.http.Call;
import com.nurturehub.crm.sandbox.http.Json;
import com.nurturehub.crm.sandbox.http.Reply;
import com.nurturehub.crm.sandbox.journal.Journal;
import com.nurturehub.crm.sandbox.street.StreetErrors.Flaw;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Takes enquiries, and shows them.
final class EnquiryDesk {

  private static final String AT = "/data/attributes/";
  private static final String ADDRESS = "/enquiries";
  private static final Set<String> INCLUDES = Set.of("property", "branch", "person");
  private static final Map<String, String> SUBJECTS =
      Map.of(
          "property", "property",
          "sales_applicant", "salesApplicant",
          "lettings_applicant", "lettingsApplicant");
  private static final Map<String, Integer> LENGTHS = Map.of("custom_source", 25, "postcode", 8);
  private static final List<String> TEXTS =
      List.of(
          "first_name",
          "last_name",
          "telephone_number",
          "custom_source",
          "postcode",
          "property_uuid",
          "branch_uuid");
  private static final List<String> FLAGS =
      List.of("request_viewing", "request_valuation", "property_to_sell", "property_to_let");

  private final Supplier<StreetOptions> options;
  private final Supplier<String> address;
  private final Journal journal;

  EnquiryDesk(Supplier<StreetOptions> options, Supplier<String> address, Journal journal) {
    this.options = options;
    this.address = address;
    this.journal = journal;
  }

  /// Matches what is due. To be called before anything is read.
  void catchUp(StreetNetwork network, Instant now) {
    for (var made : network.enquiries().match(network, now)) {
      StreetCards.emailsIn(made)
          .forEach(email -> journal.created(network.name(), email, made.id()));
    }
  }

  Reply create(Call call, StreetNetwork network) {
    var data =
        Json.objectIn(call.body())
            .filter(body -> body.get("data") instanceof ObjectNode)
            .map(body -> body.withObjectProperty("data"))
            .orElseThrow(
                () -> StreetErrors.refusal(400, "The request body is not a JSON:API document."));
    if (!Json.text(data, "type").orElse("").equals("enquiry")) {
      throw StreetErrors.conflict("/data/type", "The type does not match the resource.");
    }
    var given = data.get("attributes") instanceof ObjectNode object ? object : Json.object();
    check(given, data);
    var identifier =
        options.get().knowsIdentifiers()
            ? Json.text(given, "enquiry_identifier")
            : Optional.<String>empty();
    var known = identifier.flatMap(network.enquiries()::made);
    var id =
        known.orElseGet(() ->
            network
                .enquiries()
                .add(
                    attributes(given, data),
                    identifier,
                    call.at(),
                    call.at().plus(options.get().matching())));
    catchUp(network, call.at());
    return one(201, network, id, Set.of());
  }

  Reply get(Call call, StreetNetwork network) {
    return one(200, network, call.at("id"), StreetQuery.included(call.query(), INCLUDES));
  }

  Reply list(Call call, StreetNetwork network) {
    var now = options.get();
    var query = StreetQuery.of(call, StreetQuery.ENQUIRIES, Set.of(), now);
    var found =
        network.enquiries().all().stream().filter(enquiry -> isWanted(enquiry, query)).toList();
    return Pages.reply(
        now.order() == StreetOptions.Order.OLDEST_FIRST ? found : found.reversed(),
        query,
        address.get() + ADDRESS,
        now);
  }

  private static boolean isWanted(ObjectNode enquiry, StreetQuery query) {
    var attributes = enquiry.path("attributes");
    var stamp =
        Json.text(attributes, "created_at").flatMap(StreetTimes::parsed).orElse(Long.MIN_VALUE);
    return query.trashed() != StreetQuery.Trashed.ONLY
        && query.created().contains(stamp)
        && query.updated().contains(stamp)
        && query
            .email()
            .filter(wanted ->
                !wanted.equalsIgnoreCase(Json.text(attributes, "email_address").orElse("")))
            .isEmpty();
  }

  private Reply one(int status, StreetNetwork network, String id, Set<String> include) {
    var document = Json.object();
    var resource =
        network
            .enquiries()
            .find(id)
            .orElseThrow(
                () -> StreetErrors.refusal(404, "The requested resource could not be found."));
    document.set("data", resource);
    if (include.contains("person")) {
      var linkage = resource.putObject("relationships").putObject("person");
      var person = network.enquiries().personOf(id).flatMap(network.index()::find);
      if (person.isPresent()) {
        linkage.putObject("data").put("type", "person").put("id", person.get().id());
        document.putArray("included").add(Json.ours(person.get().json()));
      } else {
        linkage.set("data", JsonNodeFactory.instance.nullNode());
      }
    }
    return StreetErrors.document(status, Pages.spelled(document, options.get()));
  }

  private static ObjectNode attributes(ObjectNode given, ObjectNode data) {
    var attributes =
        Json.object()
            .put("email_address", Json.text(given, "email_address").orElse(""))
            .put("message", Json.text(given, "message").orElse(""));
    TEXTS.forEach(name -> attributes.put(name, Json.text(given, name).orElse(null)));
    FLAGS.forEach(name -> attributes.put(name, given.path(name).asBoolean(false)));
    var about = data.path("relationships").path("property").path("data");
    Json.text(about, "id").ifPresent(property -> attributes.put("property_uuid", property));
    return attributes;
  }

  private void check(ObjectNode given, ObjectNode data) {
    var flaws = new ArrayList<Flaw>();
    var email = Json.text(given, "email_address").orElse("");
    if (!email.strip().matches("[^@\\s,]+@[^@\\s,]+\\.[^@\\s,]+")) {
      flaws.add(new Flaw(AT + "email_address", "The email address must be a valid email address."));
    }
    if (Json.text(given, "message").filter(text -> !text.isBlank()).isEmpty()) {
      flaws.add(new Flaw(AT + "message", "The message field is required."));
    }
    LENGTHS.forEach((name, most) -> {
      if (Json.text(given, name).orElse("").length() > most) {
        flaws.add(new Flaw(AT + name, "The field may not be above %d characters.".formatted(most)));
      }
    });
    for (var name : TEXTS) {
      if (given.hasNonNull(name) && !given.get(name).isString()) {
        flaws.add(new Flaw(AT + name, "The field must be a string."));
      }
    }
    if (options.get().needsRelation() && !isAboutOneThing(data)) {
      flaws.add(new Flaw("/data/relationships", "An enquiry must relate to exactly one resource."));
    }
    if (!flaws.isEmpty()) {
      throw StreetErrors.invalid(flaws);
    }
  }

  private static boolean isAboutOneThing(ObjectNode data) {
    if (!(data.get("relationships") instanceof ObjectNode relations) || relations.size() != 1) {
      return false;
    }
    var name = relations.propertyNames().iterator().next();
    var about = relations.path(name).path("data");
    return Json.text(about, "type").orElse("").equals(SUBJECTS.get(name))
        && isUuid(Json.text(about, "id").orElse(""));
  }

  private static boolean isUuid(String text) {
    try {
      return UUID.fromString(text).toString().equalsIgnoreCase(text);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
