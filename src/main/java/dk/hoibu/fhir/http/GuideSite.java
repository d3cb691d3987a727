package dk.hoibu.fhir.http;

import jakarta.servlet.DispatcherType;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ResourceServlet;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/**
 * The implementation guide as a site, for {@code /ig}.
 *
 * @param root the folder its pages are in; none when no guide was built
 */
public record GuideSite(Optional<URI> root) {

    /** Where the guide is, below the server's root. */
    public static final String PATH = "/ig";

    private static final String FIRST_PAGE = "index.html";

    /** The guide that the profile {@code ig} put on the class path, if it ran when this server was built. */
    public static GuideSite builtIn() {
        URL page = GuideSite.class.getResource("/ig-site/" + FIRST_PAGE);
        return new GuideSite(
                page == null
                        ? Optional.empty()
                        : Optional.of(URI.create(
                                page.toString().substring(0, page.toString().length() - FIRST_PAGE.length()))));
    }

    /** @throws IllegalArgumentException when the folder holds no built guide */
    public static GuideSite in(Path folder) {
        if (!Files.isRegularFile(folder.resolve(FIRST_PAGE))) {
            throw new IllegalArgumentException("setting server.guide-folder must be a folder with an " + FIRST_PAGE);
        }
        return new GuideSite(Optional.of(folder.toAbsolutePath().toUri()));
    }

    void addTo(ServletContextHandler servlets, Outcomes outcomes) {
        FilterHolder filter = new FilterHolder(new GuideSiteFilter(root.isPresent(), outcomes));
        servlets.addFilter(filter, PATH + "/*", EnumSet.of(DispatcherType.REQUEST));
        ServletHolder pages = new ServletHolder("guide", ResourceServlet.class);
        root.ifPresent(folder -> {
            pages.setInitParameter("baseResource", folder.toString());
            pages.setInitParameter("pathInfoOnly", "true");
            pages.setInitParameter("dirAllowed", "false");
            pages.setInitParameter("etags", "true");
            pages.setInitParameter("cacheControl", "no-cache");
        });
        servlets.addServlet(pages, PATH + "/*");
    }
}
