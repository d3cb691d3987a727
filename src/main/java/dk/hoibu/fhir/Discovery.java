package dk.hoibu.fhir;

import dk.hoibu.fhir.http.SmartConfiguration.Endpoints;
import dk.hoibu.fhir.smart.KeyLocation;
import dk.hoibu.fhir.smart.TrustedIssuer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must be told beside the capabilities of an operator's authorization server (SMART App Launch 2.2, the metadata that a capability
 * makes required). A capability of which that cannot be told stops the start: a client would go wrong where nobody looks.
 */
final class Discovery {

    private Discovery() {}

    /** @param algorithms with which clients may sign their assertions */
    static Endpoints complete(Endpoints told, List<TrustedIssuer> issuers, Collection<String> algorithms) {
        Map<String, Object> more = new TreeMap<>(told.more());
        for (String launch : List.of("launch-ehr", "launch-standalone")) {
            if (told.capabilities().contains(launch) && told.authorization().isEmpty()) {
                throw new IllegalArgumentException(
                        "setting access.authorization-endpoint must be given when access.capabilities has " + launch);
            }
        }
        if (told.capabilities().contains("sso-openid-connect")) {
            more.putAll(openId(issuers));
        }
        if (told.capabilities().contains("client-confidential-asymmetric")) {
            more.put("token_endpoint_auth_methods_supported", List.of("private_key_jwt"));
            more.put(
                    "token_endpoint_auth_signing_alg_values_supported",
                    algorithms.stream().sorted().toList());
        }
        return new Endpoints(
                told.token(),
                told.authorization(),
                told.introspection(),
                told.revocation(),
                told.grantTypes(),
                told.capabilities(),
                more);
    }

    private static Map<String, Object> openId(List<TrustedIssuer> issuers) {
        if (issuers.size() == 1 && issuers.get(0).keys() instanceof KeyLocation.AtUrl keys) {
            return Map.of(
                    "issuer", issuers.get(0).name(), "jwks_uri", keys.url().toString());
        }
        throw new IllegalArgumentException(
                "setting access.issuers must name one issuer, with the URL of its keys, when access.capabilities has sso-openid-connect");
    }
}
