package io.atrium.mock.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.atrium.mock.account.Account;
import io.atrium.mock.fault.FaultPlan;
import io.atrium.mock.json.MockException;
import io.atrium.mock.record.Change;
import io.atrium.mock.record.Provider;
import io.atrium.mock.record.RecordPage;
import io.atrium.mock.record.StoredRecord;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** The records of a provider: lists, single records, changes. */
final class RecordRoutes {

    private final Provider provider;
    private final WebhookSender sender;
    private final FaultyBody faultyBody;

    RecordRoutes(Vertx vertx, Provider provider, WebhookSender sender) {
        this.provider = provider;
        this.sender = sender;
        this.faultyBody = new FaultyBody(vertx);
    }

    void mount(Router router) {
        String list = "/" + provider.collection();
        String item = list + "/:id";
        router.get(list).handler(this::list);
        router.post(list).handler(this::create);
        router.get(item).handler(this::get);
        router.put(item).handler(this::replace);
        router.delete(item).handler(this::delete);
    }

    private void list(RoutingContext context) {
        ListQuery query = ListQuery.of(context.request());
        FaultPlan plan = Replies.faults(context);
        RecordPage page = Replies.account(context).records().page(query.limit(), query.cursor(), query.updatedSince());
        if (FaultPlan.on(plan.emptyList())) {
            page = new RecordPage(List.of(), null);
        } else if (FaultPlan.on(plan.halfList())) {
            page = new RecordPage(page.items(), null);
        }
        byte[] body = PageBody.of(page);
        send(context, PageBody.etag(body), body);
    }

    private void get(RoutingContext context) {
        StoredRecord record =
                Replies.account(context).records().find(id(context)).orElseThrow(MockException::notFound);
        send(context, record.etag(), record.json());
    }

    private void create(RoutingContext context) {
        Change change = Replies.account(context).records().create(Replies.body(context, ObjectNode.class));
        sender.announce(Replies.account(context), change);
        context.response()
                .setStatusCode(201)
                .putHeader(
                        HttpHeaders.LOCATION,
                        "/" + provider.collection() + "/" + change.record().id());
        sendChanged(context, change);
    }

    private void replace(RoutingContext context) {
        Account account = Replies.account(context);
        String ifMatch = context.request().getHeader(HttpHeaders.IF_MATCH);
        Change change = account.records().replace(id(context), Replies.body(context, ObjectNode.class), ifMatch);
        sender.announce(account, change);
        sendChanged(context, change);
    }

    private void delete(RoutingContext context) {
        Account account = Replies.account(context);
        sender.announce(account, account.records().delete(id(context)));
        Replies.noContent(context);
    }

    private void send(RoutingContext context, String etag, byte[] body) {
        context.response().putHeader(HttpHeaders.ETAG, etag);
        String known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && (known.equals("*") || known.contains(etag))) {
            context.response().setStatusCode(304).end();
            return;
        }
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        faultyBody.end(context, body);
    }

    private void sendChanged(RoutingContext context, Change change) {
        context.response()
                .putHeader(HttpHeaders.ETAG, change.record().etag())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
        faultyBody.end(context, change.record().json());
    }

    private static String id(RoutingContext context) {
        return context.pathParam("id");
    }
}
