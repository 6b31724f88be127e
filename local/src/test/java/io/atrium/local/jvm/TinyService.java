package io.atrium.local.jvm;

import java.util.concurrent.CountDownLatch;

/** Stands for a service: says that it has started, and runs until it is stopped; with an argument it ends at once. */
public final class TinyService {

    private TinyService() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println("tiny-service 1 started in 0.001s");
        if (arguments.length == 0) {
            new CountDownLatch(1).await();
        }
    }
}
