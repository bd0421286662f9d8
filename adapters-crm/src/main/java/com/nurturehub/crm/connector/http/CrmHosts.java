package com.nurturehub.crm.connector.http;

import java.net.InetAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Where one CRM may be called: at these base addresses and nowhere else. Without TLS, and in
/// private networks, only where that is said.
public record CrmHosts(Set<URI> bases, boolean privateNetwork) {

  private static final List<String> LOCAL_NAMES = List.of("localhost", "ip6-localhost");

  public CrmHosts {
    bases = Set.copyOf(bases);
    for (var base : bases) {
      if (base.getHost() == null || base.getRawQuery() != null || base.getRawUserInfo() != null) {
        throw new IllegalArgumentException("not the address of a CRM: " + base);
      }
      if (!"https".equals(base.getScheme()) && !isLoopback(base)) {
        throw new IllegalArgumentException("a CRM is called by https: " + base);
      }
    }
  }

  /// A private network is meant where all the addresses are on this machine.
  public static CrmHosts of(URI... bases) {
    var all = Set.copyOf(Arrays.asList(bases));
    return new CrmHosts(all, all.stream().allMatch(CrmHosts::isLoopback));
  }

  /// Whether an address is on this machine. Names are not looked up, so that no name server can say
  /// so.
  public static boolean isLoopback(URI address) {
    var host = address.getHost();
    if (host == null) {
      return false;
    }
    var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return LOCAL_NAMES.contains(bare) || isLoopbackLiteral(bare);
  }

  boolean allow(URI uri) {
    return bases.stream().anyMatch(base -> isUnder(base, uri));
  }

  private static boolean isUnder(URI base, URI uri) {
    var basePath = base.getRawPath().replaceAll("/+$", "");
    return base.getScheme().equals(uri.getScheme())
        && base.getHost().equals(uri.getHost())
        && base.getPort() == uri.getPort()
        && uri.getRawUserInfo() == null
        && (uri.getRawPath().equals(basePath) || uri.getRawPath().startsWith(basePath + "/"))
        && !uri.getRawPath().contains("/../");
  }

  private static boolean isLoopbackLiteral(String host) {
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
