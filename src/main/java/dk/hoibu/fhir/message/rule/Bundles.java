package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.message.tree.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What R4 demands of a Bundle that is a message (2.36.3.4): its entries, their URLs, and the MessageHeader first. */
final class Bundles {

    private static final Pattern REST =
            Pattern.compile("https?://.*/([A-Z][A-Za-z]+)/[A-Za-z0-9.-]{1,64}(?:/_history/[A-Za-z0-9.-]{1,64})?");
    private static final Set<String> SEARCH_LINKS = Set.of("first", "previous", "next", "last");

    private final Run run;

    Bundles(Run run) {
        this.run = run;
    }

    void check(Node bundle) {
        run.require(bundle.first("total") == null, "bdl-1", bundle);
        for (Node link : bundle.all("link")) {
            run.require(!SEARCH_LINKS.contains(link.text("relation")), "bdl-links", link);
        }
        Node first = bundle.at("entry", "resource");
        run.require(first != null && first.is("MessageHeader"), "bdl-12", bundle);
        Set<String> urls = new HashSet<>();
        for (Node entry : bundle.all("entry")) {
            entry(entry, urls);
        }
        if (first != null) {
            first.all("focus").forEach(this::focus);
        }
    }

    private void entry(Node entry, Set<String> urls) {
        run.require(entry.first("search") == null, "bdl-2", entry);
        run.require(entry.first("request") == null, "bdl-3", entry);
        run.require(entry.first("response") == null, "bdl-4", entry);
        Node resource = entry.first("resource");
        run.require(resource != null, "bdl-5", entry);
        String url = entry.text("fullUrl");
        boolean whole = Entries.isAbsolute(url) && (resource == null || named(url, resource));
        run.require(whole, "bdl-fullurl", entry);
        if (!url.isEmpty()) {
            String version = resource == null ? "" : resource.text("meta", "versionId");
            run.require(urls.add(url + " " + version), "bdl-7", entry);
            run.require(!url.contains("/_history/"), "bdl-8", entry);
        }
    }

    private static boolean named(String url, Node resource) {
        return !REST.matcher(url).matches() || url.endsWith("/" + resource.type() + "/" + resource.text("id"));
    }

    private void focus(Node focus) {
        String text = focus.text("reference");
        run.require(text.isEmpty() || run.entries().resolve(focus) != null, "bdl-focus", focus);
    }

    /** The profiles that resources claim: each is to be kept. */
    void claims(Node bundle) {
        claims(bundle, bundle.at("meta"));
        run.entries().resources().forEach(one -> claims(one, one.at("meta")));
    }

    private void claims(Node resource, @org.jspecify.annotations.Nullable Node meta) {
        List<Node> claimed = meta == null ? List.of() : meta.all("profile");
        for (Node claim : claimed) {
            String url = claim.value();
            if (url == null || Profiles.isPlain(url, resource.type())) {
                continue;
            }
            run.profiles()
                    .claimed(url)
                    .filter(profile -> profile.type().equals(resource.type()))
                    .ifPresentOrElse(
                            profile -> run.enqueue(resource, profile), () -> run.report("fhir-profile", claim));
        }
    }
}
