package com.nurturehub.crm.bootstrap;

import com.nurturehub.crm.api.web.WebConfiguration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.core.serializer.support.SerializingConverter;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/// Sessions of the page lie in the database, so that they go on at any node when one is gone.
@Configuration(proxyBeanMethods = false)
class SessionWiring {

  private static final Logger LOG = LoggerFactory.getLogger(SessionWiring.class);

  /// What a session of ours is made of; nothing else is read from the database as an object.
  private static final ObjectInputFilter OURS =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=20;maxrefs=1000;maxbytes=100000;com.nurturehub.crm.api.identity.*;"
              + "org.springframework.security.**;java.lang.*;java.util.*;java.time.*;java.net.*;!*");

  @Bean
  CookieSerializer cookieOfSession() {
    var cookie = new DefaultCookieSerializer();
    cookie.setCookieName(WebConfiguration.COOKIE);
    cookie.setUseHttpOnlyCookie(true);
    cookie.setSameSite(WebConfiguration.SAME_SITE);
    return cookie;
  }

  /// Its name is the one Spring Session looks for. A value may be gone, as Spring's converters may
  /// say, which their signature does not show.
  @Bean
  @SuppressWarnings("NullAway")
  ConversionService springSessionConversionService() {
    var conversions = new GenericConversionService();
    conversions.addConverter(Object.class, byte[].class, new SerializingConverter());
    conversions.addConverter(byte[].class, Object.class, SessionWiring::read);
    return conversions;
  }

  /// What another version has written and this one cannot read, or finds to be nothing it could
  /// have written, is as good as not there: its person signs in again.
  private static @Nullable Object read(byte[] written) {
    try (var in = new ObjectInputStream(new ByteArrayInputStream(written))) {
      in.setObjectInputFilter(OURS);
      return in.readObject();
    } catch (IOException | ClassNotFoundException | RuntimeException e) {
      LOG.info("session not readable because={}", e.getClass().getSimpleName());
      return null;
    }
  }
}
