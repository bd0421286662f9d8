package com.nurturehub.crm.connector.loop;

import com.nurturehub.crm.connector.http.CrmApplication;
import com.nurturehub.crm.connector.http.CrmHosts;
import com.nurturehub.crm.connector.http.CrmRegistration;
import com.nurturehub.crm.connector.http.HttpBounds;
import com.nurturehub.crm.connector.http.Surroundings;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.contact.ContactCategory;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where Loop is, and everything about it that the vendor has yet to confirm.
///
/// @param proofs what is asked for to prove a key, the first that answers decides; these are known
///   to exist
public record LoopSettings(
    URI api,
    String keyHeader,
    String keyPattern,
    List<String> proofs,
    Contract contract,
    People people,
    LoopFields fields,
    Meanings meanings,
    Pace pace,
    HttpBounds bounds)
    implements CrmRegistration {

  private static final URI LIVE = URI.create("https://apiv3.loop.software/api");
  private static final String GUID =
      "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";

  /// Which parts of the proposal Loop has. `delta`: people can be listed by their time of change.
  /// `notes` is to stay off until Loop says whether a note restarts its 90 days of a buyer.
  public record Contract(boolean reads, boolean writes, boolean delta, boolean notes) {

    public static final Contract NONE = new Contract(false, false, false, false);
    public static final Contract PROPOSED = new Contract(true, true, true, true);
  }

  /// How people are listed, shown and written.
  ///
  /// @param paths where they are; more than one where each role has its own
  /// @param items what the rows of a list are called, whichever is there
  public record People(
      List<Path> paths,
      Method update,
      List<String> items,
      String sizeParameter,
      int size,
      String pageParameter,
      int firstPage,
      String sinceParameter,
      String emailParameter,
      String totalMember,
      String notesPath,
      long peopleMax) {

    public static final People PROPOSED =
        new People(
            List.of(new Path("/people", Optional.empty())),
            Method.PATCH,
            List.of("results", "data"),
            "pageSize",
            50,
            "pageNumber",
            1,
            "updatedSince",
            "email",
            "totalCount",
            "/notes",
            10_000_000);

    public People {
      paths = List.copyOf(paths);
      items = List.copyOf(items);
      if (paths.isEmpty() || size < 1) {
        throw new IllegalArgumentException("people are at one path at least, one on a page");
      }
    }

    public People at(List<Path> others) {
      return new People(
          others,
          update,
          items,
          sizeParameter,
          size,
          pageParameter,
          firstPage,
          sinceParameter,
          emailParameter,
          totalMember,
          notesPath,
          peopleMax);
    }

    public People by(Method other) {
      return new People(
          paths,
          other,
          items,
          sizeParameter,
          size,
          pageParameter,
          firstPage,
          sinceParameter,
          emailParameter,
          totalMember,
          notesPath,
          peopleMax);
    }
  }

  /// A list of people, and the role that everybody on it has, if it says so itself.
  public record Path(String path, Optional<String> role) {}

  /// How a change is written.
  public enum Method {
    /// Only what changes is sent.
    PATCH,
    /// The whole record is sent.
    PUT
  }

  /// What Loop's words mean; they are compared without regard to case.
  ///
  /// @param roles by name; a role that is not in here means nothing and is left alone
  /// @param archived the states in which nobody is to be contacted any more
  /// @param flag a member that tells a failure although the status is a success, and its value
  public record Meanings(
      Map<String, ContactCategory> roles, List<String> archived, String flag, String flagValue) {

    /// Expired buyers stay active at Loop, and are exactly who nurturing is for.
    public static final Meanings PROPOSED =
        new Meanings(
            Map.of(
                "Buyer", ContactCategory.BUYER,
                "Seller", ContactCategory.SELLER,
                "Renter", ContactCategory.TENANT_APPLICANT,
                "Landlord", ContactCategory.LANDLORD),
            List.of("Archived"),
            "statusCode",
            "error");

    public Meanings {
      roles = Map.copyOf(roles);
      archived = List.copyOf(archived);
    }
  }

  /// Calls per second and at once for each key; zero lifts a limit. Loop publishes none.
  public record Pace(int perSecond, int atOnce, Duration patience, Duration pause) {

    public static final Pace CAUTIOUS =
        new Pace(2, 2, Duration.ofSeconds(30), Duration.ofSeconds(60));

    public Pace lifted() {
      return new Pace(0, 0, patience, pause);
    }
  }

  public LoopSettings {
    proofs = List.copyOf(proofs);
  }

  /// Loop as far as it is known: keys can be proved, and that is all.
  public static LoopSettings live() {
    return of(LIVE, Contract.NONE);
  }

  /// A Loop that keeps so much of the proposal.
  public static LoopSettings of(URI api, Contract contract) {
    return new LoopSettings(
        api,
        "x-api-key",
        GUID,
        List.of(
            "/sales-properties?marketingStatus=OnMarket&pageSize=1",
            "/lettings-properties?marketingStatus=OnMarket&pageSize=1"),
        contract,
        People.PROPOSED,
        LoopFields.PROPOSED,
        Meanings.PROPOSED,
        Pace.CAUTIOUS,
        HttpBounds.USUAL);
  }

  public CrmHosts hosts() {
    return CrmHosts.of(api);
  }

  public LoopSettings with(Contract other) {
    return new LoopSettings(
        api, keyHeader, keyPattern, proofs, other, people, fields, meanings, pace, bounds);
  }

  public LoopSettings with(People other) {
    return new LoopSettings(
        api, keyHeader, keyPattern, proofs, contract, other, fields, meanings, pace, bounds);
  }

  public LoopSettings with(LoopFields other) {
    return new LoopSettings(
        api, keyHeader, keyPattern, proofs, contract, people, other, meanings, pace, bounds);
  }

  public LoopSettings with(Pace other) {
    return new LoopSettings(
        api, keyHeader, keyPattern, proofs, contract, people, fields, meanings, other, bounds);
  }

  public LoopSettings with(HttpBounds other) {
    return new LoopSettings(
        api, keyHeader, keyPattern, proofs, contract, people, fields, meanings, pace, other);
  }

  @Override
  public CrmProvider provider() {
    return CrmProvider.LOOP;
  }

  @Override
  public CrmApplication open(Surroundings world) {
    return new LoopApplication(this, world);
  }
}
