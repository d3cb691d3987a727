package dk.hoibu.fhir.message.rule;

import dk.hoibu.fhir.message.tree.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The checking of one message: what was found so far, and what is to be held against which profile. */
final class Run {

    /** No message is told of more than this. */
    private static final int MOST = 200;

    private record Task(Node resource, Profile profile) {}

    private final RuleBook book;
    private final Profiles profiles;
    private final Entries entries;
    private final Attached attached;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Finding> told = new HashSet<>();
    private final Deque<Task> waiting = new ArrayDeque<>();
    private final Set<Task> known = new HashSet<>();

    Run(RuleBook book, Profiles profiles, Node bundle, Attached attached) {
        this.book = book;
        this.profiles = profiles;
        this.entries = new Entries(bundle);
        this.attached = attached;
    }

    Attached attached() {
        return attached;
    }

    Entries entries() {
        return entries;
    }

    Profiles profiles() {
        return profiles;
    }

    List<Finding> findings() {
        return findings;
    }

    void report(String rule, Node where) {
        report(book.rule(rule), where);
    }

    void report(Rule rule, Node where) {
        if (findings.size() < MOST) {
            Finding finding = new Finding(rule, where.path());
            if (told.add(finding)) {
                findings.add(finding);
            }
        }
    }

    void require(boolean kept, Rule rule, Node where) {
        if (!kept) {
            report(rule, where);
        }
    }

    void require(boolean kept, String rule, Node where) {
        if (!kept) {
            report(rule, where);
        }
    }

    /** The resource is to keep the profile, too. */
    void enqueue(Node resource, Profile profile) {
        Task task = new Task(resource, profile);
        if (known.add(task)) {
            waiting.add(task);
        }
    }

    /** Where a reference leads must be of one of the profiles. One without a reference in it is another rule's to judge. */
    void follow(Node reference, Rule rule, List<String> names, boolean bundled) {
        String text = reference.text("reference");
        if (text.isEmpty() || !reference.is("Reference")) {
            return;
        }
        Node target = entries.target(reference, text).resource();
        boolean inside = target != null && !text.startsWith("#");
        if (bundled && !inside) {
            report(rule, reference);
            return;
        }
        String type = target == null ? Entries.typeOf(text) : target.type();
        boolean fits = type.isEmpty() && target == null;
        for (String name : names) {
            Profile profile = profiles.named(name);
            if (profile.type().equals(type)) {
                fits = true;
                if (target != null) {
                    enqueue(target, profile);
                }
            }
        }
        require(fits, rule, reference);
    }

    /** Holds everything that waits against its profile, and what that leads to. */
    void work() {
        Task task = waiting.poll();
        while (task != null) {
            for (Check check : profiles.checks(task.profile().name())) {
                check.on(task.resource(), this);
            }
            task = waiting.poll();
        }
    }

    /** Holds an extension against what its URL demands. */
    void extension(Node extension, String profile) {
        for (Check check : profiles.checks("flat-extension")) {
            check.on(extension, this);
        }
        for (Check check : profiles.checks(profile)) {
            check.on(extension, this);
        }
    }
}
