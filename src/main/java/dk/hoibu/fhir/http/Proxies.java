package dk.hoibu.fhir.http;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.util.InetAddressSet;

/**
 * Which address a request comes from. X-Forwarded-For is believed as far as the proxies that we trust have written it: from its end back to
 * the first address that is none of theirs. X-Forwarded-Host and -Proto are never read: the base URL is a setting.
 */
final class Proxies {

    private final InetAddressSet trusted = new InetAddressSet();

    Proxies(Set<String> addresses) {
        trusted.addAll(addresses);
    }

    /** The request with its remote address as it is believed. */
    HttpServletRequest seen(HttpServletRequest request) {
        String peer = request.getRemoteAddr();
        if (!isTrusted(peer)) {
            return request;
        }
        String address = behind(peer, Collections.list(request.getHeaders("X-Forwarded-For")));
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getRemoteAddr() {
                return address;
            }
        };
    }

    private String behind(String peer, List<String> headers) {
        List<String> hops = new ArrayList<>(List.of(String.join(",", headers).split(",")));
        Collections.reverse(hops);
        String known = peer;
        for (String hop : hops) {
            Optional<String> address = address(hop.strip());
            if (address.isEmpty()) {
                return known;
            }
            known = address.get();
            if (!isTrusted(known)) {
                return known;
            }
        }
        return known;
    }

    /** The address in {@code hop}, which may have a port; empty when there is none. Never looked up by name. */
    private static Optional<String> address(String hop) {
        try {
            return Optional.of(HostAndPort.fromString(hop).getHost()).filter(InetAddresses::isInetAddress);
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private boolean isTrusted(String address) {
        return matches(trusted, address);
    }

    /** Whether {@code address}, as a servlet tells it, is in {@code set}. */
    static boolean matches(InetAddressSet set, String address) {
        String plain = address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
        return !set.isEmpty() && InetAddresses.isInetAddress(plain) && set.test(InetAddresses.forString(plain));
    }
}
