package dk.hoibu.fhir;

/** Whom a server asks for a token: decided once, at the start. */
enum AccessMode {
    /** Everybody, of an issuer that is set up. */
    ISSUERS,
    /** Everybody; the sample's users get theirs from the server itself. Test data alone. */
    DEVELOPMENT,
    /** Nobody who comes from this machine. Test data alone. */
    OPEN_SAMPLE,
    /** Nothing is set up: no token is believed, and nobody gets in. */
    CLOSED;

    /**
     * @param testDataAlone whether nobody real is in what is served
     * @throws IllegalArgumentException naming the setting that does not go with the others
     */
    static AccessMode of(Settings.Access settings, boolean testDataAlone) {
        if (settings.openSample() && !testDataAlone) {
            throw new IllegalArgumentException(
                    "setting access.open-sample is for test data only, the built-in sample or what generate wrote");
        }
        if (settings.trustsIssuers()) {
            if (settings.openSample()) {
                throw new IllegalArgumentException("setting access.open-sample does not go with access.issuers");
            }
            if (settings.endpoints().isEmpty()) {
                throw new IllegalArgumentException(
                        "setting access.token-endpoint is needed with access.issuers or access.introspection.url: clients are told where to get tokens");
            }
            return ISSUERS;
        }
        if (settings.openSample()) {
            return OPEN_SAMPLE;
        }
        return settings.developmentServer() && testDataAlone ? DEVELOPMENT : CLOSED;
    }
}
