package io.atrium.kit.fairness;

import java.time.Duration;

/**
 * How many places one group may hold.
 *
 * @param alone while no other group is active
 * @param besideOthers while another group is active
 * @param activity how long a group is active after it asked for a place
 */
public record ShareLimit(int alone, int besideOthers, Duration activity) {

    public ShareLimit {
        if (besideOthers > alone) {
            throw new IllegalArgumentException(
                    "a share of " + besideOthers + " beside others is more than " + alone + " alone");
        }
    }

    /** The same share, whoever else is active. */
    public static ShareLimit of(int share) {
        return new ShareLimit(share, share, Duration.ZERO);
    }
}
