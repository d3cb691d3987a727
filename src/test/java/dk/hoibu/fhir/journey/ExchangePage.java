package dk.hoibu.fhir.journey;

import java.util.List;
import java.util.Optional;

/** An exchange as HTML: the request as it is sent, with the values of its body readable, and the response. */
final class ExchangePage {

    private ExchangePage() {}

    static String of(String path, Optional<List<String>> form, int status, String body) {
        StringBuilder page = new StringBuilder("<div class=\"exchange\">\n<pre class=\"exchange-request\"><code>");
        page.append(escaped((form.isPresent() ? "POST" : "GET") + " [base]/" + path));
        form.ifPresent(pairs -> {
            page.append("\nContent-Type: application/x-www-form-urlencoded\n");
            for (int i = 0; i < pairs.size(); i += 2) {
                page.append(i == 0 ? "\n" : "&amp;\n").append(escaped(pairs.get(i) + "=" + pairs.get(i + 1)));
            }
        });
        page.append("</code></pre>\n<pre class=\"exchange-response\"><code class=\"language-json\">");
        page.append("HTTP/1.1 ").append(status).append("\nContent-Type: application/fhir+json;charset=UTF-8\n\n");
        page.append(escaped(body)).append("</code></pre>\n</div>\n");
        return page.toString();
    }

    /** Escaped for HTML, and for Liquid, which would read double braces. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("{{", "{ {")
                .replace("{%", "{ %");
    }
}
