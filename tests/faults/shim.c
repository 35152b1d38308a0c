/* SPDX-FileCopyrightText: The Fonds developers
 * SPDX-License-Identifier: MIT
 *
 * A bad disk, to be preloaded: counts the calls that change files, and at a chosen one kills the
 * process, tears the write, or reports an error. It can also keep a journal of all of them, from
 * which the state after a power cut is made.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { OFF, COUNT, KILL, TEAR, FAIL };

static int mode = OFF, error_number, for_good, journal = -1;
static long calls, chosen, delivered;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* Choose what happens at which call, from 1 on; with for_good_ at all later ones too. */
void bad_disk(int mode_, long chosen_, int error_, int for_good_)
{
    mode = mode_;
    chosen = chosen_;
    error_number = error_;
    for_good = for_good_;
    calls = delivered = 0;
}

long bad_disk_calls(void) { return calls; }
long bad_disk_delivered(void) { return delivered; }

static void put(const void *data, size_t size)
{
    ssize_t (*real)(int, const void *, size_t) = REAL(write);
    if (real(journal, data, size) != (ssize_t)size)
        raise(SIGKILL);
}

/* Keep every change in a file: kind, length of the path, offset, length of the data; path; data. */
void bad_disk_journal(const char *path)
{
    journal = path ? open(path, O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600) : -1;
}

static void note(char kind, const char *path, int64_t offset, const void *data, int64_t size)
{
    struct { int64_t kind, name, offset, size; } head = {kind, strlen(path), offset, size};
    put(&head, sizeof head);
    put(path, head.name);
    if (data)
        put(data, size);
}

/* Tell the journal that everything up to number was acknowledged. */
void bad_disk_acknowledged(int64_t number)
{
    if (journal >= 0)
        note('A', "", number, NULL, 0);
}

static void note_fd(char kind, int fd, int64_t offset, const void *data, int64_t size)
{
    char link[64], path[4096];
    if (journal < 0 || fd == journal)
        return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return;
    path[length] = 0;
    note(kind, path, offset, data, size);
}

static int regular(int fd)
{
    struct stat about;
    return fd != journal && !fstat(fd, &about) && S_ISREG(about.st_mode);
}

/* Whether this call is to fail, having killed where that was asked for. */
static int due(void)
{
    if (mode == OFF)
        return 0;
    calls++;
    if (mode == COUNT || !(calls == chosen || (for_good && calls > chosen)))
        return 0;
    delivered++;
    if (mode == KILL)
        raise(SIGKILL);
    return 1;
}

static ssize_t written(int fd, const void *data, size_t size, off_t offset)
{
    ssize_t (*real)(int, const void *, size_t, off_t) = REAL(pwrite);
    if (regular(fd)) {
        if (due()) {
            if (mode == TEAR) {
                real(fd, data, size / 2, offset);
                raise(SIGKILL);
            }
            errno = error_number;
            return -1;
        }
        note_fd('W', fd, offset, data, size);
    }
    return real(fd, data, size, offset);
}

ssize_t pwrite(int fd, const void *data, size_t size, off_t offset)
{
    return written(fd, data, size, offset);
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset)
{
    return written(fd, data, size, offset);
}

ssize_t write(int fd, const void *data, size_t size)
{
    ssize_t (*real)(int, const void *, size_t) = REAL(write);
    if (regular(fd)) {
        if (due()) {
            if (mode == TEAR) {
                real(fd, data, size / 2);
                raise(SIGKILL);
            }
            errno = error_number;
            return -1;
        }
        note_fd('W', fd, lseek(fd, 0, SEEK_CUR), data, size);
    }
    return real(fd, data, size);
}

#define FLUSHING(name)                                                                             \
    int name(int fd)                                                                               \
    {                                                                                              \
        if (regular(fd) && due()) {                                                                \
            if (mode == TEAR)                                                                      \
                raise(SIGKILL);                                                                    \
            errno = error_number;                                                                  \
            return -1;                                                                             \
        }                                                                                          \
        int result = REAL(name)(fd);                                                               \
        if (!result)                                                                               \
            note_fd('F', fd, 0, NULL, 0);                                                          \
        return result;                                                                             \
    }

FLUSHING(fsync)
FLUSHING(fdatasync)

#define CUTTING(name, type)                                                                        \
    int name(int fd, type size)                                                                    \
    {                                                                                              \
        if (regular(fd)) {                                                                         \
            if (due()) {                                                                           \
                if (mode == TEAR)                                                                  \
                    raise(SIGKILL);                                                                \
                errno = error_number;                                                              \
                return -1;                                                                         \
            }                                                                                      \
            note_fd('T', fd, size, NULL, 0);                                                       \
        }                                                                                          \
        return REAL(name)(fd, size);                                                               \
    }

CUTTING(ftruncate, off_t)
CUTTING(ftruncate64, off64_t)

int unlink(const char *path)
{
    if (due()) {
        if (mode == TEAR)
            raise(SIGKILL);
        errno = error_number;
        return -1;
    }
    if (journal >= 0)
        note('U', path, 0, NULL, 0);
    return REAL(unlink)(path);
}

/* A name: the data of a note is the new one, the path the old one. */
static void note_name(const char *old, const char *new)
{
    if (journal >= 0)
        note('L', old, 0, new, strlen(new));
}

int link(const char *old, const char *new)
{
    int result = REAL(link)(old, new);
    if (!result)
        note_name(old, new);
    return result;
}

int linkat(int from, const char *old, int to, const char *new, int flags)
{
    int result = REAL(linkat)(from, old, to, new, flags);
    if (!result)
        note_name(old, new);
    return result;
}

int rename(const char *old, const char *new)
{
    if (due()) {
        if (mode == TEAR)
            raise(SIGKILL);
        errno = error_number;
        return -1;
    }
    int result = REAL(rename)(old, new);
    if (!result && journal >= 0)
        note('R', old, 0, new, strlen(new));
    return result;
}
