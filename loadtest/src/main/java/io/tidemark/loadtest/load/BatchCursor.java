package io.tidemark.loadtest.load;

import io.tidemark.loadtest.wire.BatchWriter;
import io.tidemark.loadtest.wire.Population;
import io.tidemark.loadtest.wire.RequestBytes;

/**
 * Cuts a connection's part of a round into batches: time goes on when all its components have had their turn. For one
 * thread.
 */
final class BatchCursor {

    private final LoadPlan plan;
    private final BatchWriter writer;
    private final int componentsFrom;
    private final int componentsTo;
    private int component;
    private int slot;
    private int slotsEnd;

    BatchCursor(LoadPlan plan, Population population, int connection) {
        this.plan = plan;
        this.writer = new BatchWriter(population, plan.startMillis(), plan.slotMillis());
        this.componentsFrom = plan.firstComponent(connection);
        this.componentsTo = plan.firstComponent(connection + 1);
    }

    /** Goes to the beginning of a round, which begins with this slot. */
    void startRound(int firstSlot) {
        component = componentsFrom;
        slot = firstSlot;
        slotsEnd = slot + plan.slots();
    }

    boolean isAtEnd() {
        return slot == slotsEnd;
    }

    /** Writes the next batch and tells how many readings it has. */
    int write(RequestBytes out, long sequence) {
        int components = Math.min(plan.batchComponents(), componentsTo - component);
        int slots = Math.min(plan.runSlotsMax(), slotsEnd - slot);
        switch (plan.shape()) {
            case ONE_EACH -> writer.oneEach(out, sequence, component, components, slot);
            case ONE_EACH_ONE_TIME -> writer.oneEachAtOnce(out, sequence, component, components, slot);
            case RUNS -> writer.runs(out, sequence, component, components, slot, slots);
        }
        component += components;
        if (component == componentsTo) {
            component = componentsFrom;
            slot += slots;
        }
        return components * slots;
    }
}
