package io.atrium.integration.provider;

import io.atrium.kit.budget.TenantBudget;
import io.atrium.kit.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Memory for what providers answer, in this process: taken while an answer arrives, given back when its records are
 * stored. An organization holds half of it at most.
 */
@ApplicationScoped
class AnswerBytes {

    /** The bytes, a copy of them, their text, the texts of the items, and what is sent to the database. */
    private static final int COPIES = 6;

    private static final long PARTS_OF_HEAP = 3;
    private static final int STEP = 64 * 1024;

    private final TenantBudget budget;

    AnswerBytes(ProviderConfig config, MeterRegistry registry) {
        long total = config.answerBytes().orElse(Runtime.getRuntime().maxMemory() / PARTS_OF_HEAP);
        this.budget = new TenantBudget(
                "atrium.provider.answers.bytes", "answers of providers", total, Math.max(1, total / 2), registry);
    }

    Held open(UUID organization) {
        return new Held(organization);
    }

    /** What one call holds. Used by one thread at a time. */
    final class Held {

        private final UUID organization;
        private final List<TenantBudget.Reservation> reservations = new ArrayList<>();
        private long reserved;
        private long used;

        private Held(UUID organization) {
            this.organization = organization;
        }

        /** Answers whether there is room for so many bytes more. */
        boolean take(int bytes) {
            used += bytes;
            while (used > reserved) {
                try {
                    reservations.add(budget.reserve(organization, (long) STEP * COPIES));
                } catch (ProblemException full) {
                    return false;
                }
                reserved += STEP;
            }
            return true;
        }

        void release() {
            reservations.forEach(TenantBudget.Reservation::release);
            reservations.clear();
            reserved = 0;
            used = 0;
        }
    }
}
