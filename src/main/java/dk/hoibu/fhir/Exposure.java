package dk.hoibu.fhir;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** When the server may be reached from elsewhere: with access tokens of real issuers, and TLS. */
final class Exposure {

    private Exposure() {}

    /** @throws IllegalArgumentException naming the setting that is missing */
    static void require(Settings settings) {
        InetAddress address = address(settings.listening().host());
        if (address.isLoopbackAddress()) {
            return;
        }
        if (settings.access().issuers().isEmpty()) {
            throw wrong("access.issuers must name who issues access tokens");
        }
        if (settings.listening().tls().isEmpty() && !settings.proxyDoesTls()) {
            throw wrong("server.tls.key-store or server.tls.certificate must be set, or, where a proxy does TLS,"
                    + " server.plain-http-behind-proxy=true");
        }
        if (settings.base().isEmpty() && (address.isAnyLocalAddress() || settings.proxyDoesTls())) {
            throw wrong("server.base-url must tell the address that clients use");
        }
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("setting server.host is not an address");
        }
    }

    private static IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("setting server.host is no loopback address: then " + what);
    }
}
