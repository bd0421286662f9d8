package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.application.lane.LaneLedger;
import com.nurturehub.crm.application.lane.WorkLane;
import com.nurturehub.crm.bootstrap.Settings.Scheduling;
import com.nurturehub.crm.persistence.JooqTransactions;
import com.nurturehub.crm.persistence.connection.JooqConnections;
import com.nurturehub.crm.scheduling.Engine;
import com.nurturehub.crm.scheduling.PromptLanes;
import com.nurturehub.crm.scheduling.embedded.DbSchedulerLanes;
import com.nurturehub.crm.scheduling.embedded.LaneEngine.Pace;
import com.nurturehub.crm.scheduling.inngest.InngestEngine;
import com.nurturehub.crm.scheduling.inngest.InngestLanes;
import com.nurturehub.crm.scheduling.inngest.InngestSettings;
import com.nurturehub.crm.scheduling.inngest.Request;
import java.time.InstantSource;
import java.util.function.Function;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/// What decides when a lane is worked, and where: the engine that was chosen.
@Configuration(proxyBeanMethods = false)
class LaneWiring {

  /// An engine's two sides: how lanes are woken, and who works them.
  record Chosen(PromptLanes lanes, Function<WorkLane, Engine> workedBy) {}

  @Bean
  Chosen chosen(
      Settings settings, JooqTransactions postgres, LaneLedger ledger, InstantSource clock) {
    return switch (settings.scheduling()) {
      case Scheduling.Embedded() -> {
        var lanes = new DbSchedulerLanes(postgres.joining(), ledger, clock);
        var pace = Pace.DEFAULT.withInFlight(settings.lanesInFlight());
        yield new Chosen(lanes, work -> lanes.workedBy(work, settings.node(), pace));
      }
      case Scheduling.Inngest server -> {
        var crms = new CrmsOfLanes(ledger, postgres, new JooqConnections(postgres));
        var lanes = new InngestLanes(inngest(server, settings), ledger, crms, clock);
        yield new Chosen(lanes, lanes::workedBy);
      }
    };
  }

  @Bean
  PromptLanes lanes(Chosen chosen) {
    return chosen.lanes();
  }

  @Bean(destroyMethod = "")
  Engine engine(Chosen chosen, WorkLane work) {
    return chosen.workedBy().apply(work);
  }

  /// The engine is asked for with the first request, so that the web server waits for nothing.
  @Bean
  ServletRegistrationBean<InngestServlet> inngestServlet(
      Settings settings, ObjectProvider<InngestEngine> engine) {
    var servlet = new InngestServlet(() -> engine.getObject().endpoint());
    var registration = new ServletRegistrationBean<>(servlet, Request.PATH);
    registration.setEnabled(isInngest(settings));
    return registration;
  }

  /// The server proves itself by its signature, and needs none of what browsers and people do.
  /// Without such a server the address cannot be reached at all.
  @Bean
  @Order(1)
  SecurityFilterChain inngestCalls(HttpSecurity http, Settings settings) throws Exception {
    return http.securityMatcher(
            request -> isInngest(settings) && request.getRequestURI().equals(Request.PATH))
        .csrf(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .sessionManagement(
            sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .build();
  }

  private static boolean isInngest(Settings settings) {
    return settings.scheduling() instanceof Scheduling.Inngest;
  }

  private static InngestSettings inngest(Scheduling.Inngest server, Settings settings) {
    return new InngestSettings(
        server.app(),
        server.signingKey(),
        server.fallbackKey(),
        server.eventKey(),
        server.api(),
        server.events(),
        server.address().resolve(Request.PATH),
        settings.lanesInFlight());
  }
}
