package com.nurturehub.crm.connector.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/// Looks names up, and refuses those that lead into a private network, whatever they are called.
final class PublicAddresses implements DnsResolver {

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    var found = SystemDefaultDnsResolver.INSTANCE.resolve(host);
    if (found == null
        || found.length == 0
        || Stream.of(found).anyMatch(PublicAddresses::isPrivate)) {
      throw new UnknownHostException("no public address");
    }
    return found;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
  }

  static boolean isPrivate(InetAddress address) {
    var bytes = address.getAddress();
    var first = bytes[0] & 0xFF;
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || (bytes.length == 4
            ? first == 0 || (first == 100 && (bytes[1] & 0xC0) == 64)
            : (first & 0xFE) == 0xFC);
  }
}
