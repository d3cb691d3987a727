package dk.hoibu.fhir;

import dk.hoibu.fhir.overview.Sources;
import dk.hoibu.fhir.source.Source;
import dk.hoibu.fhir.source.SourceId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Whether each source answers just now, for the readiness check: all asked side by side. */
record SourceStates(Sources sources, Map<SourceId, Duration> timeouts) {

    /** By source key. */
    Map<String, Boolean> now() {
        Map<String, CompletableFuture<Boolean>> asked = new LinkedHashMap<>();
        for (Source source : sources.all()) {
            long millis =
                    timeouts.getOrDefault(source.id(), Duration.ofSeconds(2)).toMillis();
            asked.put(
                    source.id().key(),
                    source.ping()
                            .copy()
                            .orTimeout(millis, TimeUnit.MILLISECONDS)
                            .handle((done, failure) -> failure == null));
        }
        Map<String, Boolean> states = new LinkedHashMap<>();
        asked.forEach((key, state) -> states.put(key, state.join()));
        return states;
    }
}
