package io.atrium.mock.fault;

/** The switches in force, which end themselves after the calls they were set for. */
public final class Faults {

    private FaultPlan plan = FaultPlan.NONE;

    public synchronized void set(FaultPlan next) {
        plan = next;
    }

    public synchronized void clear() {
        plan = FaultPlan.NONE;
    }

    public synchronized FaultPlan current() {
        return plan;
    }

    /** The switches for one call to the data, which counts as one of its calls. */
    public synchronized FaultPlan nextCall() {
        return plan.touchesCalls() ? take() : FaultPlan.NONE;
    }

    /** The switches for one delivery. */
    public synchronized FaultPlan nextDelivery() {
        return plan.touchesDeliveries() ? take() : FaultPlan.NONE;
    }

    private FaultPlan take() {
        FaultPlan taken = plan;
        Integer left = plan.calls();
        if (left != null) {
            plan = left > 1 ? plan.withCalls(left - 1) : FaultPlan.NONE;
        }
        return taken;
    }
}
