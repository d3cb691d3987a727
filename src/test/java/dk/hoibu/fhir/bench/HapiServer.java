package dk.hoibu.fhir.bench;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.model.api.Include;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.IncludeParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.RequiredParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.EpisodeOfCare;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Patient;

/**
 * HAPI's plain server as a first program with it would have it: providers that return resources from memory, encoded at each request. The
 * levers of the benchmark are pulled on it one by one.
 */
final class HapiServer extends RestfulServer {

    private static final long serialVersionUID = 1L;

    private HapiServer(FhirContext context, Object... providers) {
        super(context);
        registerProviders(providers);
    }

    /** This server's own answers as resources in memory, by question and patient. */
    static Map<String, Bundle> parsed(List<String> patients, Map<String, byte[]> answers) {
        FhirContext context = FhirContext.forR4();
        Map<String, Bundle> bundles = new HashMap<>();
        for (String patient : patients) {
            for (Question question : Question.values()) {
                String json = new String(answers.get(question.target(patient)), StandardCharsets.UTF_8);
                bundles.put(question + patient, context.newJsonParser().parseResource(Bundle.class, json));
            }
        }
        return bundles;
    }

    /** The server with the levers up to that contestant's. */
    static HapiServer of(Contestant contestant, Map<String, Bundle> bundles) {
        FhirContext context = FhirContext.forR4();
        boolean bundle = contestant == Contestant.BUNDLE;
        if (bundle || contestant == Contestant.NO_CONTAINED) {
            context.getParserOptions().setAutoContainReferenceTargetsWithNoId(false);
        }
        HapiServer server = new HapiServer(
                context, bundle ? new BundleEpisodes(bundles) : new ListedEpisodes(bundles), new Everything(bundles));
        if (contestant != Contestant.DEFAULTS) {
            server.registerInterceptor(new WholeAnswer());
        }
        return server;
    }

    /** The cases as a list; HAPI makes the Bundle, and follows the includes. */
    public static final class ListedEpisodes implements IResourceProvider {

        private final Map<String, List<EpisodeOfCare>> plain = new HashMap<>();
        private final Map<String, List<EpisodeOfCare>> linked = new HashMap<>();

        ListedEpisodes(Map<String, Bundle> bundles) {
            bundles.forEach((key, bundle) -> {
                if (key.startsWith(Question.SEARCH.toString())) {
                    plain.put(key.substring(Question.SEARCH.toString().length()), episodes(bundle));
                } else if (key.startsWith(Question.INCLUDES.toString())) {
                    linked.put(key.substring(Question.INCLUDES.toString().length()), episodes(bundle));
                }
            });
        }

        private static List<EpisodeOfCare> episodes(Bundle bundle) {
            return bundle.getEntry().stream()
                    .map(BundleEntryComponent::getResource)
                    .filter(EpisodeOfCare.class::isInstance)
                    .map(EpisodeOfCare.class::cast)
                    .toList();
        }

        @Override
        public Class<? extends IBaseResource> getResourceType() {
            return EpisodeOfCare.class;
        }

        @Search
        public List<EpisodeOfCare> search(
                @RequiredParam(name = "patient") ReferenceParam patient,
                @IncludeParam(allow = {"EpisodeOfCare:organization", "EpisodeOfCare:care-manager"})
                        Set<Include> includes) {
            return (includes == null || includes.isEmpty() ? plain : linked)
                    .getOrDefault(patient.getIdPart(), List.of());
        }
    }

    /** The cases as a Bundle that is ready but for its encoding. */
    public static final class BundleEpisodes implements IResourceProvider {

        private final Map<String, Bundle> bundles;

        BundleEpisodes(Map<String, Bundle> bundles) {
            this.bundles = bundles;
        }

        @Override
        public Class<? extends IBaseResource> getResourceType() {
            return EpisodeOfCare.class;
        }

        @Search
        public Bundle search(
                @RequiredParam(name = "patient") ReferenceParam patient,
                @IncludeParam(allow = {"EpisodeOfCare:organization", "EpisodeOfCare:care-manager"})
                        Set<Include> includes) {
            Question question = includes == null || includes.isEmpty() ? Question.SEARCH : Question.INCLUDES;
            return bundles.getOrDefault(question + patient.getIdPart(), new Bundle());
        }
    }

    /** The whole answer as a Bundle that is ready but for its encoding: HAPI has no other way here. */
    public static final class Everything {

        private final Map<String, Bundle> bundles;

        Everything(Map<String, Bundle> bundles) {
            this.bundles = bundles;
        }

        @Operation(name = "$everything", idempotent = true, type = Patient.class)
        public Bundle everything(@IdParam IdType patient) {
            return bundles.getOrDefault(Question.EVERYTHING + patient.getIdPart(), new Bundle());
        }
    }

    /** Collects what HAPI writes, and passes it on when it is whole. */
    @Interceptor
    public static final class WholeAnswer {

        @Hook(Pointcut.SERVER_OUTGOING_WRITER_CREATED)
        public Writer collecting(Writer container) {
            StringWriter whole = new StringWriter(8192);
            return new FilterWriter(whole) {
                @Override
                public void flush() {
                    // HAPI flushes after each value
                }

                @Override
                public void close() throws IOException {
                    container.write(whole.toString());
                    container.close();
                }
            };
        }
    }
}
