package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.application.Stores;
import com.nurturehub.crm.application.World;
import com.nurturehub.crm.application.integration.GiveWebhookSecret;
import com.nurturehub.crm.application.lane.Lanes;
import com.nurturehub.crm.connector.alto.AltoSettings;
import com.nurturehub.crm.connector.loop.LoopSettings;
import com.nurturehub.crm.connector.reapit.ReapitSettings;
import com.nurturehub.crm.connector.reapit.ReapitSettings.SignIn;
import com.nurturehub.crm.connector.street.StreetSettings;
import com.nurturehub.crm.domain.agency.AgencyId;
import com.nurturehub.crm.domain.connection.Secret;
import com.nurturehub.crm.sandbox.Sandbox;
import com.nurturehub.crm.sandbox.SandboxSettings;
import java.net.URI;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

/// The CRMs as local servers, so that there is something to connect on a machine where nothing was
/// set. It is not in the packaged service, and steps aside for a real registration.
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(name = "com.nurturehub.crm.sandbox.Sandbox")
@ConditionalOnProperty(name = "nurturehub.sandbox.enabled", matchIfMissing = true)
@Conditional(LocalDemo.NothingRealIsSet.class)
class LocalDemo {

  private static final Logger LOG = LoggerFactory.getLogger("NurtureHub");

  /// The customer with the most contacts.
  private static final String CUSTOMER = "RES";

  @Bean
  Sandbox sandbox(
      @Value("${nurturehub.sandbox.port}") int port,
      @Value("${nurturehub.sandbox.contacts}") int contacts) {
    var usual = SandboxSettings.demo();
    try {
      return Sandbox.start(
          usual.withPort(port).withReapit(usual.reapit().with(CUSTOMER, contacts)));
    } catch (IllegalStateException e) {
      throw new StartRefused(
          "The sandbox cannot listen on port %d: stop the program that has it, choose another port with NURTUREHUB_SANDBOX_PORT, or do without the sandbox by NURTUREHUB_SANDBOX_ENABLED=false."
              .formatted(port),
          e);
    }
  }

  @Bean
  ReapitSettings sandboxedReapit(Sandbox sandbox, @Value("${server.port}") int port) {
    var known = SandboxSettings.demo().reapit();
    return ReapitSettings.of(
            sandbox.reapitConnect(),
            sandbox.reapitPlatform(),
            known.clientId(),
            Secret.of(known.clientSecret().reveal()))
        .with(
            SignIn.of(
                known.clientId(),
                URI.create("http://localhost:%d/oauth/reapit/callback".formatted(port))));
  }

  /// Our manners towards the real Alto would only slow a look at this one down.
  @Bean
  AltoSettings sandboxedAlto(Sandbox sandbox) {
    var known = SandboxSettings.demo().alto();
    return AltoSettings.of(
            sandbox.altoApi(), known.clientId(), Secret.of(known.clientSecret().reveal()))
        .with(AltoSettings.Pace.UNLIMITED)
        .with(AltoSettings.Hooks.NONE.with(List.of(DemoMessages.ALTO_SECRET)));
  }

  @Bean
  StreetSettings sandboxedStreet(Sandbox sandbox) {
    return StreetSettings.of(sandbox.streetApi());
  }

  /// A Loop that keeps the proposed contract, which the real one has not confirmed.
  @Bean
  LoopSettings sandboxedLoop(Sandbox sandbox) {
    return LoopSettings.of(sandbox.loopApi(), LoopSettings.Contract.PROPOSED);
  }

  @Bean
  DemoMessages demoMessages(
      Sandbox sandbox,
      OurAddress ours,
      Settings settings,
      Stores stores,
      World world,
      Lanes lanes,
      GiveWebhookSecret giveSecret) {
    var agency =
        settings.callers() instanceof Settings.Callers.OnThisMachine(var local, _)
            ? local
            : new AgencyId("demo");
    return new DemoMessages(sandbox, ours, agency, stores, world, lanes, giveSecret);
  }

  @Bean
  Announcement announcement(
      Sandbox sandbox, @Value("${nurturehub.sandbox.contacts}") int contacts) {
    return new Announcement(sandbox, contacts);
  }

  record Announcement(Sandbox sandbox, int contacts) {

    @EventListener(ApplicationReadyEvent.class)
    @Order(1)
    void announce() {
      LOG.info(
          """

            All four CRMs are sandboxes here. Press Connect and type
              for Reapit the customer code  {}  ({} contacts)
              for Alto the AgencyRef        {}
              for Street the token          {}
              for Loop the API key          {}
            What an agent does there, you do at {}; NurtureHub is told at once.
          """,
          CUSTOMER,
          contacts,
          sandbox.alto().customers().getFirst(),
          street(),
          loop(),
          sandbox.admin());
    }
  }

  private static String street() {
    return SandboxSettings.demo().street().networks().values().iterator().next().bearer().reveal();
  }

  private static String loop() {
    return SandboxSettings.demo().loop().teams().values().iterator().next().pass().reveal();
  }

  static final class NothingRealIsSet extends NoneNestedConditions {

    NothingRealIsSet() {
      super(ConfigurationPhase.PARSE_CONFIGURATION);
    }

    @ConditionalOnProperty("nurturehub.issuer")
    static final class Issuer {}

    @ConditionalOnProperty("nurturehub.reapit.client-id")
    static final class Reapit {}

    @ConditionalOnProperty("nurturehub.alto.client-id")
    static final class Alto {}
  }
}
