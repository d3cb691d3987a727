/* Makes a process's disk slow: while the file named by SLOW_DISK is there, each write that is to be durable takes two seconds more. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static void wait_if_slow(void) {
    const char *file = getenv("SLOW_DISK");
    if (file != NULL && access(file, F_OK) == 0) {
        usleep(2000000);
    }
}

int fsync(int descriptor) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fsync");
    wait_if_slow();
    return real(descriptor);
}

int fdatasync(int descriptor) {
    int (*real)(int) = dlsym(RTLD_NEXT, "fdatasync");
    wait_if_slow();
    return real(descriptor);
}
