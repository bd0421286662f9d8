package com.nurturehub.crm.connector.alto;

import com.nurturehub.crm.connector.http.CrmApplication;
import com.nurturehub.crm.connector.http.CrmHosts;
import com.nurturehub.crm.connector.http.CrmRegistration;
import com.nurturehub.crm.connector.http.HttpBounds;
import com.nurturehub.crm.connector.http.Surroundings;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// NurtureHub's integration at Alto, and what Alto's documents leave open, each with the default we
/// suggest.
///
/// `api` is the address of the API, `tokens` that of its token endpoint (open: published for the
/// sandbox only). `provesActivation`: an AgencyRef counts only together with the activation key
/// that the agency typed at Alto.
public record AltoSettings(
    URI api,
    URI tokens,
    String clientId,
    Secret clientSecret,
    boolean provesActivation,
    HttpBounds bounds,
    Pace pace,
    Asking asking,
    Sweeping sweeping,
    Writing writing,
    Hooks hooks,
    AltoCategories categories,
    AltoConsents consents)
    implements CrmRegistration {

  private static final URI PRODUCTION = URI.create("https://api.alto.zoopla.co.uk");
  private static final String TOKEN_PATH = "/token";

  /// How fast an agency's Alto is asked. Alto publishes no limits; these are our own manners. Zero
  /// lifts one. `lingering` is how long a call that timed out is believed to go on at Alto,
  /// `patience` how long we wait for room.
  public record Pace(int perSecond, int atOnce, Duration lingering, Duration patience) {

    public static final Pace USUAL = new Pace(5, 4, Duration.ofSeconds(30), Duration.ofSeconds(30));

    /// For a sandbox, which bears more than Alto may.
    public static final Pace UNLIMITED =
        new Pace(0, 0, Duration.ofSeconds(30), Duration.ofSeconds(30));
  }

  /// How Alto is asked. `tokenLife` is assumed where Alto does not say how long a token lasts
  /// (open). `sendsAgencyRef` (open for Alto's sandbox): the header that every published operation
  /// demands. `idsAtOnce`: how many households are asked for in one call; one, until somebody has
  /// seen which of three shapes Alto answers several in (open), all of which are understood.
  public record Asking(Duration tokenLife, boolean sendsAgencyRef, int idsAtOnce) {

    public static final Asking USUAL = new Asking(Duration.ofHours(1), true, 1);

    public static final int IDS_MAX = 50;

    public Asking {
      if (idsAtOnce < 1 || idsAtOnce > IDS_MAX) {
        throw new IllegalArgumentException("Alto takes 1 to 50 ids at once");
      }
    }

    public Asking withIdsAtOnce(int other) {
      return new Asking(tokenLife, sendsAgencyRef, other);
    }
  }

  /// How households are read. Alto's sheet suggests pages of 100 to 250, but each household on a
  /// page costs two more calls, and pushes wait for a page to end; 25 take ten seconds.
  ///
  /// `categories`: Alto's categories of contacts that are the agency's clients. `tries` and `pause`
  /// keep a passing fault from being taken for a household that Alto cannot show. `itemsMax` is
  /// where a sweep can only be going in circles; `lookUpPagesMax` bounds the search for the item of
  /// a single household.
  public record Sweeping(
      int pageSize,
      List<String> categories,
      int tries,
      Duration pause,
      long itemsMax,
      int lookUpPagesMax,
      boolean reportsStatus) {

    public static final int PAGE_SIZE_MAX = 250;

    public static final Sweeping USUAL =
        new Sweeping(25, List.of("Client"), 3, Duration.ofMillis(500), 10_000_000, 4, true);

    public Sweeping {
      categories = List.copyOf(categories);
      if (pageSize < 1 || pageSize > PAGE_SIZE_MAX || categories.isEmpty()) {
        throw new IllegalArgumentException("a page has 1 to 250 contacts of some category");
      }
    }

    public Sweeping withPageSize(int other) {
      return new Sweeping(other, categories, tries, pause, itemsMax, lookUpPagesMax, reportsStatus);
    }
  }

  /// How households are written, where the documents disagree with themselves: the body that
  /// carries consent, and how a phone's type is given in a patch.
  public record Writing(ConsentBody consentBody, PhoneTypes phoneTypes) {

    public static final Writing USUAL = new Writing(ConsentBody.ITEMS, PhoneTypes.NUMBERS);
  }

  /// An object with a list in it, as the schema says, or the list, as its text says.
  public enum ConsentBody {
    ITEMS,
    LIST
  }

  /// In the order of the published enumeration, or by name.
  public enum PhoneTypes {
    NUMBERS,
    NAMES
  }

  /// By what we know Alto's messages: a secret that somebody agreed on with Alto by mail. While it
  /// is being replaced, two are good at once.
  ///
  /// @param sweepEvery how often changes are read all the same while messages come; Alto gives up
  ///   after six hours
  public record Hooks(Proof proof, List<Secret> secrets, Duration sweepEvery) {

    public static final int SECRETS_MAX = 2;

    public static final Hooks NONE = new Hooks(Proof.SIGNATURE, List.of(), Duration.ofHours(6));

    public Hooks {
      secrets = List.copyOf(secrets);
      if (secrets.size() > SECRETS_MAX) {
        throw new IllegalArgumentException("two secrets are good at once, no more");
      }
    }

    public Hooks with(List<Secret> others) {
      return new Hooks(proof, others, sweepEvery);
    }
  }

  /// Where the secret stands: in `x-signature`, or as `user:password` of Basic authentication.
  public enum Proof {
    SIGNATURE,
    BASIC
  }

  /// Alto as published.
  public static AltoSettings live(String clientId, Secret clientSecret) {
    return of(PRODUCTION, clientId, clientSecret);
  }

  /// A typed AgencyRef proves nothing, because the credentials are NurtureHub's own; only of a
  /// sandbox on this machine is it believed.
  public static AltoSettings of(URI api, String clientId, Secret clientSecret) {
    return new AltoSettings(
        api,
        URI.create(api + TOKEN_PATH),
        clientId,
        clientSecret,
        !CrmHosts.isLoopback(api),
        HttpBounds.USUAL,
        Pace.USUAL,
        Asking.USUAL,
        Sweeping.USUAL,
        Writing.USUAL,
        Hooks.NONE,
        AltoCategories.USUAL,
        AltoConsents.USUAL);
  }

  public CrmHosts hosts() {
    return CrmHosts.of(api, tokens);
  }

  /// The same, strict also on this machine.
  public AltoSettings provingActivation() {
    return new AltoSettings(
        api,
        tokens,
        clientId,
        clientSecret,
        true,
        bounds,
        pace,
        asking,
        sweeping,
        writing,
        hooks,
        categories,
        consents);
  }

  public AltoSettings with(Pace other) {
    return new AltoSettings(
        api,
        tokens,
        clientId,
        clientSecret,
        provesActivation,
        bounds,
        other,
        asking,
        sweeping,
        writing,
        hooks,
        categories,
        consents);
  }

  public AltoSettings with(Asking other) {
    return new AltoSettings(
        api,
        tokens,
        clientId,
        clientSecret,
        provesActivation,
        bounds,
        pace,
        other,
        sweeping,
        writing,
        hooks,
        categories,
        consents);
  }

  public AltoSettings with(Sweeping other) {
    return new AltoSettings(
        api,
        tokens,
        clientId,
        clientSecret,
        provesActivation,
        bounds,
        pace,
        asking,
        other,
        writing,
        hooks,
        categories,
        consents);
  }

  public AltoSettings with(Hooks other) {
    return new AltoSettings(
        api,
        tokens,
        clientId,
        clientSecret,
        provesActivation,
        bounds,
        pace,
        asking,
        sweeping,
        writing,
        other,
        categories,
        consents);
  }

  @Override
  public CrmProvider provider() {
    return CrmProvider.ALTO;
  }

  @Override
  public CrmApplication open(Surroundings world) {
    return new AltoApplication(this, world);
  }
}
