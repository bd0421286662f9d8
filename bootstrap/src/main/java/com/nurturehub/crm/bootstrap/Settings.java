package com.nurturehub.crm.bootstrap;

import com.google.crypto.tink.Aead;
import com.nurturehub.crm.connector.street.StreetSettings;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.persistence.vault.KeyFile;
import com.nurturehub.crm.persistence.vault.LocalKey;
import com.nurturehub.crm.persistence.vault.TransitKey;
import com.nurturehub.crm.scheduling.inngest.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.env.Environment;

/// Everything about this service that can be set, complete and in agreement with itself. What is
/// Spring's own (ports, the database, TLS) stays with Spring; application.yaml explains all of it.
///
/// @param callers who may call, and how they prove it
/// @param key what opens the keys that credentials and personal values are encrypted with
/// @param reapit NurtureHub's registration at Reapit, where there is one
/// @param alto NurtureHub's integration at Alto, where there is one
/// @param street where Street is, if not where its documents say
/// @param streetScheme how Street's messages prove where they come from
/// @param loop what is known of Loop here
/// @param webhooks where CRMs reach us
/// @param node how this copy of the service is called among its equals
/// @param lanesInFlight connections worked on at once: on this node, or with Inngest those of one
///   CRM on all nodes
/// @param scheduling what decides when they are worked on
/// @param logKept for how long the sync log is kept
public record Settings(
    Path dataDirectory,
    Callers callers,
    MasterKey key,
    Optional<Registration> reapit,
    Optional<Integration> alto,
    Optional<URI> street,
    StreetSettings.Scheme streetScheme,
    LoopChoice loop,
    Webhooks webhooks,
    String node,
    int lanesInFlight,
    Scheduling scheduling,
    Duration logKept) {

  /// Reads the settings.
  ///
  /// @throws StartRefused naming every mistake in them
  static Settings from(Environment environment) {
    return new SettingsReader(environment).read();
  }

  public sealed interface Callers {

    /// One agency, on this machine only: gRPC with the token in a file, the page with a printed
    /// link.
    record OnThisMachine(AgencyId agency, Path tokenFile) implements Callers {}

    /// Whoever has a token for us from this issuer.
    ///
    /// @param people how people sign in to the page, if they can
    /// @param origins other sites whose scripts may call with a token of their own
    record Issued(URI issuer, String audience, Optional<People> people, Set<String> origins)
        implements Callers {

      public Issued {
        origins = Set.copyOf(origins);
      }

      /// For services only.
      public Issued(URI issuer, String audience) {
        this(issuer, audience, Optional.empty(), Set.of());
      }
    }
  }

  /// What the issuer knows our page by, and what it says of people.
  ///
  /// @param address where browsers reach us, if that is not what they say
  /// @param agency the claim that names a person's agency
  /// @param roles the claim that says what a person is there
  public record People(
      String clientId, Secret clientSecret, Optional<URI> address, String agency, String roles) {}

  /// What decides when a connection is worked on.
  public sealed interface Scheduling {

    /// The nodes among themselves, by way of their database.
    record Embedded() implements Scheduling {}

    /// An Inngest server, which calls us at the address.
    ///
    /// @param app what the server knows us by
    record Inngest(
        String app,
        SigningKey signingKey,
        Optional<SigningKey> fallbackKey,
        Secret eventKey,
        URI api,
        URI events,
        URI address)
        implements Scheduling {}
  }

  /// Where CRMs reach us with their messages.
  public sealed interface Webhooks {

    record At(URI address) implements Webhooks {}

    /// Only from here.
    record OnThisMachine() implements Webhooks {}

    record Nowhere() implements Webhooks {}
  }

  public sealed interface MasterKey {

    Aead open();

    /// The key itself, in Base64.
    record Given(Secret base64) implements MasterKey {

      @Override
      public Aead open() {
        return LocalKey.of(Base64.getDecoder().decode(base64.reveal().strip()));
      }
    }

    /// In a file that nobody else can read; made if there is none.
    record InFile(Path file) implements MasterKey {

      @Override
      public Aead open() {
        return LocalKey.of(KeyFile.readOrCreate(file));
      }
    }

    /// In a Vault, which lets whoever shows a token use it and gives it to nobody.
    record InVault(URI address, VaultToken token) implements MasterKey {

      @Override
      public Aead open() {
        return new TransitKey(address, token::read);
      }
    }
  }

  public sealed interface VaultToken {

    Secret read();

    record Given(Secret token) implements VaultToken {

      @Override
      public Secret read() {
        return token;
      }
    }

    /// In a file that somebody keeps up to date, as Vault's own agent does.
    record InFile(Path file) implements VaultToken {

      @Override
      public Secret read() {
        try {
          return Secret.of(Files.readString(file).strip());
        } catch (IOException e) {
          throw new UncheckedIOException(
              "The file %s with the token for Vault cannot be read.".formatted(file), e);
        }
      }
    }
  }

  /// Where Loop is, if not where it was seen, and which parts of the proposed contract the vendor
  /// has confirmed.
  public record LoopChoice(
      Optional<URI> api, boolean reads, boolean writes, boolean delta, boolean notes) {

    static final LoopChoice AS_KNOWN = new LoopChoice(Optional.empty(), false, false, false, false);
  }

  /// What a CRM knows NurtureHub by, and where the CRM is found if not where its documents say.
  /// `signingKeys` are those of its messages that somebody copied from its portal, by id.
  public record Registration(
      Optional<URI> identity,
      Optional<URI> platform,
      String clientId,
      Secret clientSecret,
      Map<String, String> signingKeys,
      Optional<SignIn> signIn) {

    public Registration {
      signingKeys = Map.copyOf(signingKeys);
    }
  }

  /// The registration for people who sign in, and where they are sent back to, exactly as the CRM
  /// knows it.
  public record SignIn(String clientId, URI redirect) {}

  /// The same, of a CRM with one address for everything. `webhookSecrets` prove its messages; while
  /// one is being replaced there are two.
  public record Integration(
      Optional<URI> api, String clientId, Secret clientSecret, List<Secret> webhookSecrets) {

    public Integration {
      webhookSecrets = List.copyOf(webhookSecrets);
    }
  }
}
