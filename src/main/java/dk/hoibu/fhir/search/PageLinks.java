package dk.hoibu.fhir.search;

import dk.hoibu.fhir.fhir.Ids;
import dk.hoibu.fhir.fhir.Ids.Purpose;
import dk.hoibu.fhir.search.Query.Pair;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Links to further pages that hold everything the next page needs, encrypted: no node keeps a result, any node with the key can go on,
 * nobody can make or alter one, and nobody can follow another's.
 */
public final class PageLinks {

    /** The one parameter of such a link. */
    static final String PARAMETER = "_page";

    private final Ids ids;

    PageLinks(Ids ids) {
        this.ids = ids;
    }

    /** A page: the search, where it goes on, and the mark of whose it is. */
    record Page(List<Pair> parameters, int offset, String mark) {

        boolean isOf(String holder) {
            return mark.equals(PageLinks.mark(holder));
        }
    }

    String write(String type, String holder, List<Pair> parameters, int offset) {
        String plain = type + "&" + offset + "&" + mark(holder) + "&" + query(parameters);
        return ids.seal(Purpose.PAGE, plain.getBytes(StandardCharsets.UTF_8));
    }

    Optional<Page> read(String type, String token) {
        return ids.open(Purpose.PAGE, token)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8).split("&", -1))
                .filter(parts -> parts[0].equals(type) && parts.length > 2)
                .map(PageLinks::page);
    }

    /** The search that a link goes on with, and how many it leaves out before; nothing when the link is none of ours for that type. */
    public static Map<String, List<String>> parameters(Ids ids, String type, String link) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        new PageLinks(ids).read(type, link).ifPresent(page -> {
            page.parameters()
                    .forEach(pair -> parameters
                            .computeIfAbsent(pair.name(), name -> new ArrayList<>())
                            .add(pair.value()));
            parameters.put(PARAMETER, List.of("from " + page.offset()));
        });
        return parameters;
    }

    private static Page page(String[] parts) {
        List<Pair> parameters = new ArrayList<>();
        for (int i = 3; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                String[] halves = parts[i].split("=", 2);
                parameters.add(new Pair(decode(halves[0]), decode(halves[1])));
            }
        }
        return new Page(parameters, Integer.parseInt(parts[1]), parts[2]);
    }

    /** Tells holders apart and names nobody. */
    private static String mark(String holder) {
        return holder.isEmpty() ? "" : DigestUtils.sha256Hex(holder).substring(0, 16);
    }

    static String query(List<Pair> parameters) {
        return String.join(
                "&",
                parameters.stream()
                        .map(pair -> encode(pair.name()) + "=" + encode(pair.value()))
                        .toList());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
