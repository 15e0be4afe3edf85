package io.tidemark.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/errors.md lists is what the sources refuse with, neither more nor less. */
class DocumentedErrorsTest {

    private static final String REASON = "(?:Reason\\.|\")([A-Z_]+)";
    private static final Pattern REFUSAL = Pattern.compile("Kind\\.([A-Z_]+),\\s*" + REASON);
    private static final Pattern INVALID = Pattern.compile("\\binvalid\\(\\s*" + REASON);
    private static final Pattern CHOSEN = Pattern.compile("\\? \"([A-Z]+_[A-Z_]+)\" : \"([A-Z]+_[A-Z_]+)\"");
    private static final Pattern NAMED = Pattern.compile("String ([A-Z_]+) = \"\\1\";");

    private final List<String> sources = sources();

    @Test
    void every_refusal_in_the_sources_is_documented_with_its_status() {
        Set<String> refusals = new TreeSet<>();
        found(REFUSAL).forEach(match -> refusals.add(match.group(1) + ' ' + match.group(2)));
        found(INVALID).forEach(match -> refusals.add("INVALID_ARGUMENT " + match.group(1)));
        assertThat(refusals).hasSizeGreaterThan(80);
        assertThat(DocumentedErrors.ALL).containsAll(refusals);
    }

    @Test
    void every_reason_that_is_chosen_or_has_a_name_is_documented() {
        Set<String> reasons = new TreeSet<>();
        found(CHOSEN).forEach(match -> reasons.addAll(List.of(match.group(1), match.group(2))));
        found(NAMED).forEach(match -> reasons.add(match.group(1)));
        assertThat(reasons).contains("NO_CASE", "UNKNOWN_RUN", "BAD_CADENCE", "INTERNAL_FAULT");
        assertThat(documentedReasons()).containsAll(reasons);
    }

    @Test
    void every_documented_reason_is_in_the_sources() {
        String all = String.join("\n", sources);
        assertThat(documentedReasons()).allMatch(reason -> all.contains('"' + reason + '"'));
    }

    private static Set<String> documentedReasons() {
        return DocumentedErrors.ALL.stream()
                .map(pair -> pair.substring(pair.indexOf(' ') + 1))
                .collect(Collectors.toSet());
    }

    private Stream<MatchResult> found(Pattern pattern) {
        return sources.stream().flatMap(source -> pattern.matcher(source).results());
    }

    private static List<String> sources() {
        try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(DocumentedErrorsTest::text)
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
