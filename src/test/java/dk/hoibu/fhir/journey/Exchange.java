package dk.hoibu.fhir.journey;

import java.util.List;
import java.util.Optional;

/**
 * One request of a journey, and the status it must get.
 *
 * @param name the page part that shows it is {@code exchange-[name].html}
 * @param path below the base; {@code [id]} stands for the child's id
 * @param child the number of the child, an official test number
 * @param form name and value pairs of a POST body; empty for a GET
 * @param settings what is different from an undisturbed server
 */
record Exchange(
        String name, String path, String child, Optional<List<String>> form, int status, List<String> settings) {

    Exchange {
        form = form.map(List::copyOf);
        settings = List.copyOf(settings);
    }

    static Exchange get(String name, String child, String path) {
        return new Exchange(name, path, child, Optional.empty(), 200, List.of());
    }

    static Exchange post(String name, String child, String path, String... form) {
        return new Exchange(name, path, child, Optional.of(List.of(form)), 200, List.of());
    }

    Exchange with(String... changed) {
        return new Exchange(name, path, child, form, status, List.of(changed));
    }

    Exchange expecting(int expected) {
        return new Exchange(name, path, child, form, expected, settings);
    }
}
