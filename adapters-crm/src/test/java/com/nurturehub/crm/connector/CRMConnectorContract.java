package com.nurturehub.crm.connector;

import static com.nurturehub.crm.testkit.Person.ada;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nurturehub.crm.application.connection.CRMConnector;
import com.nurturehub.crm.application.connection.ContactPage;
import com.nurturehub.crm.application.connection.EventHandler;
import com.nurturehub.crm.application.connection.Reading;
import com.nurturehub.crm.domain.connection.Capabilities;
import com.nurturehub.crm.domain.connection.ChangeFeed;
import com.nurturehub.crm.domain.connection.ConnectionId;
import com.nurturehub.crm.domain.connection.CrmFailure;
import com.nurturehub.crm.domain.connection.CrmFailure.Ambiguous;
import com.nurturehub.crm.domain.connection.CrmFailure.Persistent;
import com.nurturehub.crm.domain.connection.CrmFailure.Transient;
import com.nurturehub.crm.domain.connection.FailureCause;
import com.nurturehub.crm.domain.contact.Consents;
import com.nurturehub.crm.domain.contact.Contact;
import com.nurturehub.crm.domain.contact.ContactDetails;
import com.nurturehub.crm.domain.contact.ContactField;
import com.nurturehub.crm.domain.contact.ExternalId;
import com.nurturehub.crm.domain.contact.ImportSource;
import com.nurturehub.crm.domain.contact.PersonName;
import com.nurturehub.crm.domain.link.CrmContact;
import com.nurturehub.crm.domain.link.Fingerprint;
import com.nurturehub.crm.domain.push.ContactChange;
import com.nurturehub.crm.domain.push.PushContent;
import com.nurturehub.crm.domain.push.PushResult;
import com.nurturehub.crm.domain.push.PushResult.Landed;
import com.nurturehub.crm.domain.sync.SyncCursor;
import com.nurturehub.crm.sandbox.crm.Crm;
import com.nurturehub.crm.sandbox.crm.Deformity;
import com.nurturehub.crm.sandbox.fault.Harm;
import com.nurturehub.crm.testkit.Times;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What every CRM's connector promises, over real HTTP and against the CRM's own wire format, above
/// all where it goes wrong. Where CRMs differ, a capability says so.
public interface CRMConnectorContract {

  /// One CRM with some contacts, opened anew for each test.
  Place place();

  /// NurtureHub at one customer of a sandboxed CRM.
  interface Place extends AutoCloseable {

    CRMConnector connector();

    /// With what the CRM does not accept.
    CRMConnector unwelcome();

    Capabilities capabilities();

    Crm crm();

    String customer();

    /// What the sandbox calls listing contacts, and creating one.
    String listing();

    String creating();

    /// What the CRM demands of a new contact and nobody knows.
    Map<String, String> defaults();

    void harm(Harm harm, String operation, int times);

    /// The CRM is about to show what its own documents do not allow for.
    void deform(String id, Deformity how);

    /// What must stand in no message.
    String canary();

    @Override
    void close();
  }

  @AfterEach
  default void leave() {
    place().close();
  }

  @Test
  default void whose_account_it_is_stays_the_same() {
    var account = place().connector().authenticate();

    assertThat(account.value()).isNotBlank();
    assertThat(place().connector().authenticate()).isEqualTo(account);
  }

  @Test
  default void a_refused_credential_is_for_a_person_and_names_no_secret() {
    var unwelcome = place().unwelcome();

    var failure = catchThrowableOfType(Persistent.class, unwelcome::authenticate);

    assertThat(failure.why().remedy().todo()).isNotBlank();
    assertThat(failure.getMessage()).isNotBlank().doesNotContain(place().canary());
  }

  @Test
  default void everybody_is_read_once() {
    var ids = ids(read(new Reading.Everything(SyncCursor.START)));

    assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
    assertThat(ids(read(new Reading.Everything(SyncCursor.START))))
        .containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  default void a_pass_goes_on_where_another_node_left_it() {
    var all = ids(read(new Reading.Everything(SyncCursor.START)));
    var seen = new ArrayList<String>();
    var cursor = SyncCursor.START;
    for (var page = first(cursor); page.isPresent(); page = first(cursor)) {
      seen.addAll(ids(List.of(page.get())));
      cursor = page.get().next();
    }

    assertThat(Set.copyOf(seen)).isEqualTo(Set.copyOf(all));
  }

  @Test
  default void a_position_that_is_none_of_its_own_begins_anew() {
    var all = ids(read(new Reading.Everything(SyncCursor.START)));

    var again = ids(read(new Reading.Everything(new SyncCursor("{\"written\":\"by another\"}"))));

    assertThat(again).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  default void whom_one_asks_for_is_read_and_nobody_else() {
    var some = ids(read(new Reading.Everything(SyncCursor.START))).subList(0, 2);
    var asked = Set.of(new ExternalId(some.get(0)), new ExternalId(some.get(1)));

    assertThat(ids(read(new Reading.Only(asked)))).containsExactlyInAnyOrderElementsOf(some);
  }

  @Test
  default void a_rate_limit_passes_and_says_when_to_come_back() {
    place().connector().authenticate();
    place()
        .harm(
            new Harm.Refuse(List.of(429), Optional.of(Duration.ofSeconds(9))),
            place().listing(),
            1);

    var failure = failure(Transient.class);

    assertThat(failure.why()).isEqualTo(FailureCause.RATE_LIMITED);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(9));
  }

  static Stream<Harm> passing() {
    return Stream.of(
        new Harm.Refuse(List.of(502), Optional.empty()),
        new Harm.Refuse(List.of(503), Optional.empty()),
        new Harm.TimeOutBefore(Duration.ofMillis(20)),
        new Harm.CutBefore(),
        new Harm.Redirect("https://elsewhere.example"),
        new Harm.Garble(),
        new Harm.WrongType());
  }

  @ParameterizedTest
  @MethodSource("passing")
  default void what_passes_by_itself_is_worth_another_try(Harm harm) {
    var all = ids(read(new Reading.Everything(SyncCursor.START)));
    place().harm(harm, place().listing(), 1);

    var failure = failure(Transient.class);

    assertThat(failure.getMessage()).isNotBlank().doesNotContain(place().canary());
    assertThat(ids(read(new Reading.Everything(SyncCursor.START))))
        .containsExactlyInAnyOrderElementsOf(all);
  }

  static Stream<Harm> unusable() {
    return Stream.of(
        new Harm.Truncate(), new Harm.GzipBomb(64L << 20), new Harm.Garble(), new Harm.WrongType());
  }

  /// A page of it may be taken apart; nothing else than a classed failure ever comes out.
  @ParameterizedTest
  @MethodSource("unusable")
  default void an_answer_that_cannot_be_used_is_a_classed_failure_or_set_apart(Harm harm) {
    place().connector().authenticate();
    place().harm(harm, place().listing(), 1);

    try (var pages = place().connector().listContacts(new Reading.Everything(SyncCursor.START))) {
      assertThat(pages.next()).isPresent();
    } catch (CrmFailure failure) {
      assertThat(failure).isInstanceOf(Transient.class);
      assertThat(failure.getMessage()).doesNotContain(place().canary());
    }
  }

  @ParameterizedTest
  @EnumSource
  default void a_record_in_a_shape_nobody_documented_costs_nobody_else(Deformity how) {
    var all = ids(read(new Reading.Everything(SyncCursor.START)));
    place().deform(record(all.get(1)), how);

    var pages = read(new Reading.Everything(SyncCursor.START));

    var others = all.stream().filter(id -> !record(id).equals(record(all.get(1)))).toList();
    assertThat(ids(pages)).containsAll(others);
    assertThat(pages.stream().mapToInt(page -> page.contacts().size() + page.unreadable().size()))
        .isNotEmpty();
    assertThat(AtCrm.contacts(pages).size() + apart(pages)).isGreaterThan(others.size());
  }

  @Test
  default void a_name_is_changed_and_read_back() {
    var before = AtCrm.contacts(read(new Reading.Everything(SyncCursor.START))).getFirst();

    var result = place().connector().pushContact(renamed(before, "Lovelace"));

    assertThat(((Landed) result).readBack().orElseThrow().details().name().surname())
        .isEqualTo("Lovelace");
    assertThat(look(before.id()).details().name().surname()).isEqualTo("Lovelace");
  }

  @Test
  default void what_changed_there_since_we_compared_is_not_overwritten() {
    var before = AtCrm.contacts(read(new Reading.Everything(SyncCursor.START))).getFirst();
    place().connector().pushContact(renamed(before, "Lovelace"));

    var result = place().connector().pushContact(renamed(before, "Byron"));

    assertThat(result).isInstanceOf(PushResult.Moved.class);
    assertThat(look(before.id()).details().name().surname()).isEqualTo("Lovelace");
  }

  @Test
  default void somebody_who_is_not_there_any_more_is_not_changed() {
    var before = AtCrm.contacts(read(new Reading.Everything(SyncCursor.START))).getFirst();
    place().crm().desk(place().customer()).erase(record(before.id().value()));

    assertThat(place().connector().pushContact(renamed(before, "Lovelace")))
        .isEqualTo(new PushResult.Gone());
  }

  @Test
  default void somebody_new_is_created_once_although_the_answer_was_lost() {
    place().connector().authenticate();
    place().harm(new Harm.CutAfter(), place().creating(), 1);

    assertThat(catchThrowableOfType(Ambiguous.class, () -> create(false))).isNotNull();
    var found = create(true);

    assertThat(((Landed) found).found()).isTrue();
    assertThat(place().crm().journal().counts().of(place().creating())).isEqualTo(1);
  }

  @Test
  default void messages_come_only_from_a_crm_that_sends_some() {
    var feed =
        place()
            .connector()
            .subscribeToEvents(
                new EventHandler(
                    URI.create("https://hub.example/webhooks"), new ConnectionId(new UUID(1, 1))));

    assertThat(feed instanceof ChangeFeed.PollingOnly)
        .isEqualTo(!place().capabilities().webhooks());
  }

  // ---- who and how

  private List<ContactPage> read(Reading reading) {
    return AtCrm.read(place().connector(), reading);
  }

  private Optional<ContactPage> first(SyncCursor cursor) {
    try (var pages = place().connector().listContacts(new Reading.Everything(cursor))) {
      return pages.next();
    }
  }

  private <F extends CrmFailure> F failure(Class<F> type) {
    try (var pages = place().connector().listContacts(new Reading.Everything(SyncCursor.START))) {
      return catchThrowableOfType(type, pages::next);
    }
  }

  private CrmContact look(ExternalId id) {
    return AtCrm.contacts(read(new Reading.Only(Set.of(id)))).getFirst();
  }

  private static int apart(List<ContactPage> pages) {
    return pages.stream().mapToInt(page -> page.unreadable().size()).sum();
  }

  private static List<String> ids(List<ContactPage> pages) {
    return AtCrm.contacts(pages).stream().map(contact -> contact.id().value()).toList();
  }

  /// Where two people share a record, an id ends in which of them it is.
  private static String record(String id) {
    return id.matches("\\d+-[12]") ? id.substring(0, id.length() - 2) : id;
  }

  private PushResult create(boolean uncertain) {
    var contact = ada().inHub(Times.NINE);
    var fit = place().capabilities().fit(contact.details());
    return place()
        .connector()
        .pushContact(
            new ContactChange.Create(
                contact, fit, PushContent.NOTHING, place().defaults(), uncertain));
  }

  private static ContactChange renamed(CrmContact before, String surname) {
    var name = before.details().name();
    var details =
        new ContactDetails(
            new PersonName(name.title(), name.forename(), surname),
            before.details().emails(),
            before.details().phones(),
            before.details().address(),
            before.details().categories());
    var contact =
        Contact.fresh(ada().id(), details, Consents.UNASKED, ImportSource.MANUAL, Times.NINE);
    return new ContactChange.Update(
        contact,
        details,
        new PushContent(Set.of(ContactField.SURNAME), Set.of(), Set.of(), Set.of()),
        before.id(),
        before.tag(),
        Fingerprint.of(before));
  }
}
