package io.atrium.kit.testing.sample;

import io.atrium.kit.text.Text;
import io.atrium.kit.text.TextRule;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;

/** Takes texts with and without a rule. */
@Path("/mailbox")
public final class Mailbox {

    @POST
    public Uni<Void> put(@QueryParam("box") String box, Letter letter) {
        return Uni.createFrom().voidItem();
    }

    record Letter(@Text(TextRule.DISPLAY_NAME) String subject, String body, List<Part> parts) {}

    record Part(List<String> lines, int number) {}
}
