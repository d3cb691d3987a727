package dk.hoibu.fhir.audit.citizen;

import dk.hoibu.fhir.domain.DanishTime;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** The citizen's log as a page of HTML in Danish, which can be read aloud, and printed on A4. It needs nothing but itself. */
public final class CitizenPage {

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d.M.yyyy 'kl.' HH.mm").withZone(DanishTime.ZONE);

    private static final String STYLE = """
            @page { size: A4 landscape; margin: 15mm }
            body { font: 16px/1.45 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 75rem; margin: 2rem auto; padding: 0 1rem }
            h1 { font-size: 1.6rem } table { border-collapse: collapse; width: 100% }
            caption { text-align: left; font-weight: bold; padding: .5rem 0 }
            th, td { text-align: left; vertical-align: top; padding: .5rem .6rem; border-bottom: 1px solid #767676 }
            th[scope=col] { border-bottom: 2px solid #1a1a1a } tbody th { font-weight: normal; white-space: nowrap }
            small { color: #4a4a4a; overflow-wrap: anywhere }
            @media print { body { font-size: 10pt; margin: 0; max-width: none } tr { break-inside: avoid } thead { display: table-header-group } }
            """;

    private CitizenPage() {}

    /** {@code made} is when the log was taken. */
    public static String html(List<CitizenLine> lines, Instant made) {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                + "<title>Hvem har slået barnet op i HOI BU</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n"
                + "<main>\n<h1>Hvem har slået barnet op i HOI BU</h1>\n");
        page.append(
                        "<p>HOI BU viser fagpersoner, om der er noget i gang om et barn, og hvem de kan kontakte. Her står hvert opslag om"
                                + " barnet, det nyeste først, også de opslag der blev afvist. Taget ")
                .append(WHEN.format(made))
                .append(
                        ".</p>\n<p>Medarbejderes navne kan være sløret. Står der &quot;Sløret identitet&quot; med samme kode"
                                + " flere steder, er det den samme person.</p>\n");
        if (lines.isEmpty()) {
            return page.append("<p><strong>Der er ingen opslag.</strong></p>\n</main>\n</body>\n</html>\n")
                    .toString();
        }
        page.append("<table>\n<caption>Opslag: ")
                .append(lines.size())
                .append(
                        "</caption>\n<thead><tr><th scope=\"col\">Hvornår</th><th scope=\"col\">Hvem</th>"
                                + "<th scope=\"col\">Hvorfra</th><th scope=\"col\">Hvad</th><th scope=\"col\">Hvorfor</th></tr></thead>\n<tbody>\n");
        lines.forEach(line -> row(line, page));
        return page.append("</tbody>\n</table>\n</main>\n</body>\n</html>\n").toString();
    }

    private static void row(CitizenLine line, StringBuilder page) {
        page.append("<tr><th scope=\"row\">").append(WHEN.format(line.when())).append("</th><td>");
        page.append(escaped(line.who())).append("<br>").append(escaped(line.role()));
        page.append("</td><td>").append(escaped(line.organisation()));
        page.append("</td><td>").append(escaped(line.what())).append("<br>").append(escaped(line.result()));
        page.append("<br><small>Opslagets nummer: ")
                .append(escaped(line.request()))
                .append("</small>");
        page.append("</td><td>").append(escaped(line.why())).append("</td></tr>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
