package com.nurturehub.crm.connector.reapit;

import com.nurturehub.crm.connector.http.CrmApplication;
import com.nurturehub.crm.connector.http.CrmHosts;
import com.nurturehub.crm.connector.http.CrmRegistration;
import com.nurturehub.crm.connector.http.HttpBounds;
import com.nurturehub.crm.connector.http.Surroundings;
import com.nurturehub.crm.domain.connection.CrmProvider;
import com.nurturehub.crm.domain.connection.RateLimits;
import com.nurturehub.crm.domain.connection.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// NurtureHub's registration at Reapit, and what Reapit's documents leave open, each with the
/// default we suggest.
///
/// `identity` and `platform` are the addresses of Reapit Connect and of the API.
public record ReapitSettings(
    URI identity,
    URI platform,
    String clientId,
    Secret clientSecret,
    String version,
    HttpBounds bounds,
    Pace pace,
    Sweeping sweeping,
    Writing writing,
    Hooks hooks,
    ReapitCategories categories,
    Optional<SignIn> signIn)
    implements CrmRegistration {

  private static final URI IDENTITY = URI.create("https://connect.reapit.cloud");
  private static final URI PLATFORM = URI.create("https://platform.reapit.cloud");
  private static final String VERSION = "2020-01-31";

  /// Reapit's published limits. `lingering` is how long a call that timed out is believed to go on
  /// counting (open: it was seen to, nobody says how long); `patience` how long we wait for room.
  public record Pace(RateLimits limits, Duration lingering, Duration patience) {

    public static final Pace PUBLISHED =
        new Pace(new RateLimits(20, 250_000, 5), Duration.ofSeconds(30), Duration.ofSeconds(30));

    /// Zero lifts a limit.
    public Pace withLimits(RateLimits other) {
      return new Pace(other, lingering, patience);
    }
  }

  /// How contacts are read. `splitAfter` failures of one page in a row it is taken apart, to find
  /// the record that spoils it; `splitTries` and `splitPause` keep a passing fault from being taken
  /// for one. `contactsMax` is where a sweep can only be going in circles.
  ///
  /// `roles`: whether each page also asks for the contacts' relationships, from which categories
  /// follow more surely than from category ids. Off, because each such request counts and is billed
  /// per contact, and was seen to time out (open: which of the two an agency keeps up to date).
  public record Sweeping(
      int pageSize,
      int splitAfter,
      int splitTries,
      Duration splitPause,
      long contactsMax,
      boolean roles) {

    public static final Sweeping USUAL =
        new Sweeping(100, 3, 4, Duration.ofMillis(300), 10_000_000, false);

    public Sweeping withPageSize(int other) {
      return new Sweeping(other, splitAfter, splitTries, splitPause, contactsMax, roles);
    }
  }

  /// How contacts are written. `details` is the shape in which further phones and addresses are
  /// sent (open: the documents show an object, people at Reapit spoke of a list). `readTries` and
  /// `readPause`, doubled each time, are how long a new contact is looked for, because Reapit reads
  /// from a replica.
  public record Writing(DetailsShape details, int readTries, Duration readPause) {

    public static final Writing USUAL = new Writing(DetailsShape.OBJECT, 5, Duration.ofMillis(250));
  }

  /// The two shapes that Reapit's further contact details have been described in.
  public enum DetailsShape {
    /// From label to value.
    OBJECT,
    /// As they are read.
    LIST
  }

  /// How an agency proves which customer it is. The kind of access is fixed when an application is
  /// registered at Reapit, so the sign-in may have a registration of its own.
  ///
  /// @param redirect where Reapit sends the browser back to, exactly as registered
  /// @param scopes what is asked for (open: which of them bring the claim)
  /// @param claim the member of the user's token that names the customer (open: its name since
  ///   Reapit's migration)
  public record SignIn(String clientId, URI redirect, List<String> scopes, String claim) {

    private static final List<String> SCOPES = List.of("openid", "profile", "email");
    private static final String CLIENT_CODE = "custom:reapit:clientCode";

    public SignIn {
      scopes = List.copyOf(scopes);
    }

    public static SignIn of(String clientId, URI redirect) {
      return new SignIn(clientId, redirect, SCOPES, CLIENT_CODE);
    }
  }

  /// How Reapit's messages are known and how far they are trusted.
  ///
  /// @param keys signing keys by their ids, where somebody copied them from Reapit's portal; others
  ///   are looked up
  /// @param customer in whose name they are looked up (open: whether it takes one). That of
  ///   Reapit's own sandbox, which everybody may use
  /// @param lookUpEvery how often a key that we do not know is looked up at most, so that nobody
  ///   makes us ask by inventing some
  /// @param keep how long a key that was looked up is good
  /// @param ageMax clocks differ, and Reapit may take a while to deliver what it has signed
  /// @param sweepEvery how often changes are read all the same while messages come. Reapit tries to
  ///   deliver for half an hour and has no way to ask for what was missed
  public record Hooks(
      Map<String, String> keys,
      String customer,
      Duration lookUpEvery,
      Duration keep,
      Duration ageMax,
      Duration sweepEvery) {

    public static final Hooks USUAL =
        new Hooks(
            Map.of(),
            "SBOX",
            Duration.ofMinutes(1),
            Duration.ofDays(1),
            Duration.ofMinutes(10),
            Duration.ofHours(12));

    public Hooks {
      keys = Map.copyOf(keys);
    }

    public Hooks withKeys(Map<String, String> others) {
      return new Hooks(others, customer, lookUpEvery, keep, ageMax, sweepEvery);
    }
  }

  /// Reapit as published.
  public static ReapitSettings live(String clientId, Secret clientSecret) {
    return of(IDENTITY, PLATFORM, clientId, clientSecret);
  }

  public static ReapitSettings of(
      URI identity, URI platform, String clientId, Secret clientSecret) {
    return new ReapitSettings(
        identity,
        platform,
        clientId,
        clientSecret,
        VERSION,
        HttpBounds.USUAL,
        Pace.PUBLISHED,
        Sweeping.USUAL,
        Writing.USUAL,
        Hooks.USUAL,
        ReapitCategories.USUAL,
        Optional.empty());
  }

  public ReapitSettings with(SignIn chosen) {
    return new ReapitSettings(
        identity,
        platform,
        clientId,
        clientSecret,
        version,
        bounds,
        pace,
        sweeping,
        writing,
        hooks,
        categories,
        Optional.of(chosen));
  }

  public CrmHosts hosts() {
    return CrmHosts.of(identity, platform);
  }

  /// A typed customer code proves nothing, because the credentials are NurtureHub's own; only of a
  /// sandbox on this machine is it believed.
  boolean believesTypedCodes() {
    return CrmHosts.isLoopback(platform);
  }

  public ReapitSettings with(Pace other) {
    return new ReapitSettings(
        identity,
        platform,
        clientId,
        clientSecret,
        version,
        bounds,
        other,
        sweeping,
        writing,
        hooks,
        categories,
        signIn);
  }

  public ReapitSettings with(HttpBounds other) {
    return new ReapitSettings(
        identity,
        platform,
        clientId,
        clientSecret,
        version,
        other,
        pace,
        sweeping,
        writing,
        hooks,
        categories,
        signIn);
  }

  public ReapitSettings with(Sweeping other) {
    return new ReapitSettings(
        identity,
        platform,
        clientId,
        clientSecret,
        version,
        bounds,
        pace,
        other,
        writing,
        hooks,
        categories,
        signIn);
  }

  @Override
  public CrmProvider provider() {
    return CrmProvider.REAPIT;
  }

  @Override
  public CrmApplication open(Surroundings world) {
    return new ReapitApplication(this, world);
  }

  public ReapitSettings with(Hooks other) {
    return new ReapitSettings(
        identity,
        platform,
        clientId,
        clientSecret,
        version,
        bounds,
        pace,
        sweeping,
        writing,
        other,
        categories,
        signIn);
  }
}
