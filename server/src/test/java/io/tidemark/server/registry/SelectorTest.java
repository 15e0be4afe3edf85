package io.tidemark.server.registry;

import static io.tidemark.server.registry.Messages.component;
import static io.tidemark.server.registry.Messages.configuration;
import static io.tidemark.server.registry.Messages.installed;
import static io.tidemark.server.registry.Messages.intervals;
import static io.tidemark.server.registry.Messages.point;
import static io.tidemark.server.registry.Messages.provider;
import static io.tidemark.server.registry.Messages.scalars;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tidemark.journal.v1.EntityKind;
import io.tidemark.server.refusal.Refusal;
import io.tidemark.v1.ComponentSelection;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SelectorTest {

    private final House house = new House();

    /** mc1 moved from sp1 (grid-a) to sp2 (grid-b); mc2 hangs at sp1; mc3 is gone; mc4 was never installed. */
    @BeforeEach
    void build() {
        house.put(
                provider("grid-a"),
                provider("grid-b"),
                point("sp1", "UTC", "grid-a"),
                point("sp2", "UTC", "grid-b"),
                intervals("hourly", 3_600),
                scalars("read"),
                configuration("dc1", "m1"),
                configuration("dc2", "m2"),
                installed("dc1", "sp1", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"),
                installed("dc1", "sp2", "2026-02-01T00:00:00Z", null),
                installed("dc2", "sp1", "2026-02-01T00:00:00Z", null),
                component("mc1", "hourly", "dc1"),
                component("mc2", "read", "dc2"),
                component("mc3", "read"),
                component("mc4", "hourly"));
        house.delete(EntityKind.MEASURING_COMPONENT, "mc3");
    }

    @Test
    void allAreThoseThatAreRegistered() {
        assertThat(select(selection().setAll(true))).containsExactly(1, 2, 4);
    }

    @Test
    void listedComponentsComeInTheOrderAskedForEachOnce() {
        assertThat(select(selection()
                        .addComponents("mc4")
                        .addComponents("mc1")
                        .addComponents("mc4")
                        .addHandles(2)
                        .addHandles(1)))
                .containsExactly(4, 1, 2);
    }

    @Test
    void filtersNarrowEachOtherAndListsDown() {
        assertThat(select(selection().setType("hourly"))).containsExactly(1, 4);
        assertThat(select(selection().setServicePoint("sp1"))).containsExactly(1, 2);
        assertThat(select(selection().setProvider("grid-a"))).containsExactly(2);
        assertThat(select(selection().setProvider("grid-b"))).containsExactly(1);
        assertThat(select(selection().setServicePoint("sp1").setType("hourly"))).containsExactly(1);
        assertThat(select(selection().setAll(true).setType("read"))).containsExactly(2);
        assertThat(select(selection()
                        .addComponents("mc4")
                        .addComponents("mc2")
                        .addComponents("mc1")
                        .setServicePoint("sp1")))
                .containsExactly(2, 1);
        assertThat(select(selection().setProvider("grid-a").setType("hourly"))).isEmpty();
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertRefused(selection().addComponents("mc1").addComponents("mc3"), "UNKNOWN_REFERENCE", "components[1]");
        assertRefused(selection().addHandles(3), "UNKNOWN_REFERENCE", "handles[0]");
        assertRefused(selection().addHandles(-1), "UNKNOWN_REFERENCE", "handles[0]");
        assertRefused(selection().setType("?"), "UNKNOWN_REFERENCE", "type");
        assertRefused(selection().setServicePoint("?"), "UNKNOWN_REFERENCE", "service_point");
        assertRefused(selection().setProvider("?"), "UNKNOWN_REFERENCE", "provider");
    }

    @Test
    void aSelectionThatSelectsNothingOrTooMuchIsRefused() {
        Refusal empty = refusal(selection());
        assertThat(empty.reason()).isEqualTo("EMPTY_SELECTION");
        assertRefused(selection().setAll(true).addHandles(1), "FIELD_DOES_NOT_APPLY", "all");
        assertRefused(
                selection().addAllComponents(Collections.nCopies(10_001, "mc1")), "TOO_MANY_ENTRIES", "components");
        assertRefused(selection().addAllHandles(Collections.nCopies(1_000_001, 1)), "TOO_MANY_ENTRIES", "handles");
    }

    private void assertRefused(ComponentSelection.Builder selection, String reason, String field) {
        Refusal refusal = refusal(selection);
        assertThat(refusal.reason()).isEqualTo(reason);
        assertThat(refusal.details()).containsEntry("field", "selection." + field);
    }

    private Refusal refusal(ComponentSelection.Builder selection) {
        return catchThrowableOfType(Refusal.class, () -> select(selection));
    }

    private int[] select(ComponentSelection.Builder selection) {
        return house.registry.select(selection.build());
    }

    private static ComponentSelection.Builder selection() {
        return ComponentSelection.newBuilder();
    }
}
