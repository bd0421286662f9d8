package com.nurturehub.crm.connector.street;

import com.nurturehub.crm.connector.http.CrmApplication;
import com.nurturehub.crm.connector.http.CrmHosts;
import com.nurturehub.crm.connector.http.CrmRegistration;
import com.nurturehub.crm.connector.http.HttpBounds;
import com.nurturehub.crm.connector.http.Surroundings;
import com.nurturehub.crm.domain.connection.CrmProvider;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/// Where Street is, and what its documents leave open, each with the default we suggest.
///
/// `mediaType` is what we accept (open: whether Street minds `application/json`).
public record StreetSettings(
    URI api,
    String mediaType,
    HttpBounds bounds,
    Pace pace,
    Sweeping sweeping,
    Writing writing,
    StreetCategories categories,
    Messages messages)
    implements CrmRegistration {

  static final String JSON_API = "application/vnd.api+json";

  private static final URI LIVE = URI.create("https://street.co.uk/open-api/v1");

  /// Calls per minute, a tenth below what Street publishes; zero lifts a limit. Street does not say
  /// per what it counts, nor how many calls it bears at once. `pause` is how long to wait after a
  /// 429 that does not say.
  public record Pace(
      int readsPerMinute,
      int writesPerMinute,
      int burst,
      int atOnce,
      Duration patience,
      Duration pause) {

    public static final Pace PUBLISHED =
        new Pace(540, 90, 10, 4, Duration.ofSeconds(30), Duration.ofSeconds(60));

    /// Nothing is limited, for a Street of our own.
    public Pace lifted() {
      return new Pace(0, 0, burst, 0, patience, pause);
    }
  }

  /// How people are read. Of the two caps that Street documents for a page the lower one counts.
  /// `overlap` is how far a span reaches back into the one before it, because it is not known
  /// whether its ends belong to it. `repeats`: how often a list that does not add up is asked for
  /// again. `splitAfter` failures in a row a span is narrowed, to find the record that spoils it;
  /// `splitTries` and `splitPause` keep a passing fault from being taken for one.
  public record Sweeping(
      int pageSize,
      Duration overlap,
      int repeats,
      int splitAfter,
      int splitTries,
      Duration splitPause,
      long peopleMax) {

    public static final Sweeping USUAL =
        new Sweeping(100, Duration.ofSeconds(1), 3, 3, 4, Duration.ofMillis(300), 10_000_000);

    public Sweeping withPageSize(int other) {
      return new Sweeping(other, overlap, repeats, splitAfter, splitTries, splitPause, peopleMax);
    }
  }

  /// How people are created, by an enquiry.
  ///
  /// @param about what an enquiry has to be about (open: the contract asks for one of three
  ///   relations, live code sends none)
  /// @param identifier whether to send `enquiry_identifier`, which is newer than the contract
  /// @param source names the origin, in at most 25 characters
  /// @param waits how often to look for the person of an enquiry, with a pause that doubles
  /// @param activitySource under which of Street's sources engagement is filed
  public record Writing(
      About about,
      boolean identifier,
      String source,
      String message,
      int waits,
      Duration pause,
      String activitySource) {

    public static final Writing USUAL =
        new Writing(
            About.PROPERTY,
            false,
            "NurtureHub",
            "Added from NurtureHub.",
            5,
            Duration.ofSeconds(2),
            "email_marketing");

    public Writing withAbout(About other) {
      return new Writing(other, identifier, source, message, waits, pause, activitySource);
    }
  }

  /// What stands in an enquiry's `relationships`.
  public enum About {
    /// The property that the agency chose for it; without one nobody is created.
    PROPERTY,
    /// Nothing.
    EMPTY,
    /// The member is left out.
    OMITTED
  }

  /// How Street's messages are told from others' (open: nothing of it is published).
  ///
  /// @param scheme how a message proves where it comes from
  /// @param header that carries the secret, where the scheme says so
  /// @param tolerance how old a signature may be
  /// @param people where the person's id may stand in the body, the likeliest place first
  /// @param events the beginning of the names that are listened to
  public record Messages(
      Scheme scheme, String header, Duration tolerance, List<String> people, String events) {

    public static final Messages USUAL =
        new Messages(
            Scheme.SVIX,
            "x-webhook-secret",
            Duration.ofMinutes(5),
            List.of(
                "/data/person/id",
                "/data/id",
                "/data/relationships/person/data/id",
                "/person_id",
                "/id"),
            "person.");

    public Messages {
      people = List.copyOf(people);
    }

    Messages lasting(Duration other) {
      return new Messages(scheme, header, other, people, events);
    }

    public Messages with(Scheme other) {
      return new Messages(other, header, tolerance, people, events);
    }
  }

  /// How a message proves where it comes from.
  public enum Scheme {
    /// Signed as Svix does and the Standard Webhooks convention says.
    SVIX,
    /// A header that the agency set up carries the shared secret.
    SECRET_HEADER,
    /// Only the address it is sent to is secret.
    SECRET_ADDRESS
  }

  /// Street as published.
  public static StreetSettings live() {
    return of(LIVE);
  }

  public static StreetSettings of(URI api) {
    return new StreetSettings(
        api,
        JSON_API,
        HttpBounds.USUAL,
        Pace.PUBLISHED,
        Sweeping.USUAL,
        Writing.USUAL,
        StreetCategories.USUAL,
        Messages.USUAL);
  }

  public CrmHosts hosts() {
    return CrmHosts.of(api);
  }

  public StreetSettings with(Pace other) {
    return new StreetSettings(
        api, mediaType, bounds, other, sweeping, writing, categories, messages);
  }

  public StreetSettings with(HttpBounds other) {
    return new StreetSettings(api, mediaType, other, pace, sweeping, writing, categories, messages);
  }

  public StreetSettings with(Sweeping other) {
    return new StreetSettings(api, mediaType, bounds, pace, other, writing, categories, messages);
  }

  public StreetSettings with(Writing other) {
    return new StreetSettings(api, mediaType, bounds, pace, sweeping, other, categories, messages);
  }

  public StreetSettings with(Messages other) {
    return new StreetSettings(api, mediaType, bounds, pace, sweeping, writing, categories, other);
  }

  @Override
  public CrmProvider provider() {
    return CrmProvider.STREET;
  }

  @Override
  public CrmApplication open(Surroundings world) {
    return new StreetApplication(this, world);
  }
}
