package com.nurturehub.crm.persistence.link;

import static com.nurturehub.crm.persistence.PageColumns.flag;
import static com.nurturehub.crm.persistence.PageColumns.instant;
import static com.nurturehub.crm.persistence.PageColumns.json;
import static com.nurturehub.crm.persistence.PageColumns.maybeInstant;
import static com.nurturehub.crm.persistence.PageColumns.number;
import static com.nurturehub.crm.persistence.PageColumns.text;
import static com.nurturehub.crm.persistence.PageColumns.uuid;
import static com.nurturehub.crm.persistence.generated.Tables.CONTACT_LINK;

import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.contact.ContactId;
import com.nurturehub.crm.domain.contact.ContactStatus;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.link.Base;
import com.nurturehub.crm.domain.link.ConsentBase;
import com.nurturehub.crm.domain.link.ContactLink;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.link.Presence;
import com.nurturehub.crm.domain.link.Told;
import com.nurturehub.crm.persistence.PageColumns;
import com.nurturehub.crm.persistence.contact.DetailsJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.JSON;
import org.jooq.Record;
import org.jooq.SelectField;
import org.jspecify.annotations.Nullable;

/// A link as a row, and back.
public final class LinkRows {

  /// What [#link] reads.
  public static final List<SelectField<?>> FIELDS =
      List.of(
          CONTACT_LINK.CONTACT_ID,
          CONTACT_LINK.CONNECTION_ID,
          CONTACT_LINK.EXTERNAL_ID,
          CONTACT_LINK.BASE_HUB,
          CONTACT_LINK.BASE_CRM,
          CONTACT_LINK.CONSENT_BASE,
          CONTACT_LINK.CONSENT_READ_AT,
          CONTACT_LINK.CONSENT_WROTE_AT,
          CONTACT_LINK.SEEN,
          CONTACT_LINK.SEEN_EDITION,
          CONTACT_LINK.MODIFIED_AT,
          CONTACT_LINK.TAG,
          CONTACT_LINK.HOUSEHOLD,
          CONTACT_LINK.PRESENCE,
          CONTACT_LINK.TOLD_AT,
          CONTACT_LINK.TOLD_HOT,
          CONTACT_LINK.TOLD_STATUS,
          CONTACT_LINK.ATTEMPT);

  static final PageColumns<ContactLink> COLUMNS =
      PageColumns.of(
          uuid("connection_id", link -> link.connection().value()),
          text("external_id", link -> link.externalId().value()),
          uuid("contact_id", link -> link.contact().value()),
          json("base_hub", link -> DetailsJson.write(link.base().hub())),
          json("base_crm", link -> crmHalf(link.base())),
          json("consent_base", link -> ConsentJson.write(link.consents().pairs())),
          instant("consent_read_at", link -> link.consents().readAt()),
          instant("consent_wrote_at", link -> link.consents().wroteAt()),
          text("seen", link -> link.seen().value()),
          number("seen_edition", ContactLink::seenEdition),
          instant("modified_at", ContactLink::modifiedAt),
          text("tag", link -> link.tag().orElse(null)),
          text("household", link -> link.household().orElse(null)),
          text("presence", link -> link.presence().name()),
          maybeInstant("told_at", link -> toldAt(link.told())),
          flag("told_hot", link -> link.told().hot()),
          text("told_status", link -> link.told().status().name()),
          json("attempt", link -> AttemptJson.write(link.attempt())));

  private LinkRows() {}

  public static ContactLink link(Record row) {
    return new ContactLink(
        new ContactId(row.get(CONTACT_LINK.CONTACT_ID)),
        new ConnectionId(row.get(CONTACT_LINK.CONNECTION_ID)),
        new ExternalId(row.get(CONTACT_LINK.EXTERNAL_ID)),
        base(row),
        new ConsentBase(
            ConsentJson.read(textOf(row.get(CONTACT_LINK.CONSENT_BASE))),
            row.get(CONTACT_LINK.CONSENT_READ_AT),
            row.get(CONTACT_LINK.CONSENT_WROTE_AT)),
        new Fingerprint(row.get(CONTACT_LINK.SEEN)),
        row.get(CONTACT_LINK.SEEN_EDITION),
        row.get(CONTACT_LINK.MODIFIED_AT),
        Optional.ofNullable(row.get(CONTACT_LINK.TAG)),
        Optional.ofNullable(row.get(CONTACT_LINK.HOUSEHOLD)),
        Presence.valueOf(row.get(CONTACT_LINK.PRESENCE)),
        told(row),
        AttemptJson.read(textOf(row.get(CONTACT_LINK.ATTEMPT))));
  }

  private static Base base(Record row) {
    var hub = DetailsJson.read(row.get(CONTACT_LINK.BASE_HUB).data());
    var crm = textOf(row.get(CONTACT_LINK.BASE_CRM));
    return new Base(hub, crm == null ? hub : DetailsJson.read(crm));
  }

  /// Nothing where it is the hub's half word for word, which it is for nearly everybody.
  private static @Nullable String crmHalf(Base base) {
    return base.crm().equals(base.hub()) ? null : DetailsJson.write(base.crm());
  }

  private static Optional<Instant> toldAt(Told told) {
    return told.at().equals(Instant.EPOCH) ? Optional.empty() : Optional.of(told.at());
  }

  private static Told told(Record row) {
    @Nullable Instant at = row.get(CONTACT_LINK.TOLD_AT);
    return new Told(
        at == null ? Instant.EPOCH : at,
        row.get(CONTACT_LINK.TOLD_HOT),
        ContactStatus.valueOf(row.get(CONTACT_LINK.TOLD_STATUS)));
  }

  private static @Nullable String textOf(@Nullable JSON json) {
    return json == null ? null : json.data();
  }
}
