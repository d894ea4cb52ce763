/*
 * What JNI needs to call libc. The JVM's own linker does the same in Java and takes milliseconds to begin with, which is
 * long for a command that lives for fifty; without this library it is used instead (dev.tokend.linux.call.Calls).
 *
 * Nothing here keeps state, allocates, or trusts a length: ranges of arrays are checked by the JVM, which throws.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <jni.h>
#include <poll.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define EXPORT(type, class, name) JNIEXPORT type JNICALL Java_dev_tokend_linux_##class##_##name

typedef long libc_function(long, long, long, long, long, long, long);

/* The address of a function or variable of libc; 0 if it has none. `name` ends with a NUL. */
EXPORT(jlong, call_LibraryCalls, address)(JNIEnv *env, jclass class, jbyteArray name)
{
	char text[64] = { 0 };
	jsize length = (*env)->GetArrayLength(env, name);

	(void)class;
	if (length >= (jsize)sizeof text)
		return 0;
	(*env)->GetByteArrayRegion(env, name, 0, length, (jbyte *)text);
	return (jlong)(intptr_t)dlsym(RTLD_DEFAULT, text);
}

/*
 * Calls a function that takes integers and pointers: System V passes them in the same registers, whatever their width and
 * however many the function looks at. What it left in errno goes to `error`, before the JVM makes calls of its own.
 */
EXPORT(jlong, call_LibraryCalls, invoke)(JNIEnv *env, jclass class, jlong function, jlong error, jlong a, jlong b,
                                         jlong c, jlong d, jlong e, jlong f, jlong g)
{
	long result = ((libc_function *)(intptr_t)function)(a, b, c, d, e, f, g);

	(void)env;
	(void)class;
	*(int *)(intptr_t)error = errno;
	return result;
}

/* A stream socket, close-on-exec, connected to a path without its NUL; or the negative error number. */
EXPORT(jint, socket_ArrayStream, connect)(JNIEnv *env, jclass class, jbyteArray path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	jsize length = (*env)->GetArrayLength(env, path);
	int fd, error;

	(void)class;
	if (length == 0 || length >= (jsize)sizeof address.sun_path)
		return length == 0 ? -EINVAL : -ENAMETOOLONG;
	(*env)->GetByteArrayRegion(env, path, 0, length, (jbyte *)address.sun_path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	if (connect(fd, (struct sockaddr *)&address, sizeof address) == 0)
		return fd;
	error = errno;
	close(fd);
	return -error;
}

/* Sends the beginning of a range of an array: how many bytes, or the negative error number. */
EXPORT(jint, socket_ArrayStream, send)(JNIEnv *env, jclass class, jint fd, jbyteArray bytes, jint offset, jint length)
{
	jbyte part[4096];
	ssize_t count;

	(void)class;
	if (length > (jint)sizeof part)
		length = sizeof part;
	(*env)->GetByteArrayRegion(env, bytes, offset, length, part);
	if ((*env)->ExceptionCheck(env))
		return -EINVAL;
	count = send(fd, part, (size_t)length, MSG_NOSIGNAL);
	return count < 0 ? -errno : (jint)count;
}

/*
 * Receives into the beginning of a range of an array, waiting so many milliseconds for the first byte, or for ever where
 * that is negative: how many bytes, 0 at the end, or the negative error number, ETIMEDOUT where none came.
 */
EXPORT(jint, socket_ArrayStream, receive)(JNIEnv *env, jclass class, jint fd, jbyteArray bytes, jint offset, jint length,
                                          jint millis)
{
	jbyte part[4096];
	struct pollfd ready = { .fd = fd, .events = POLLIN };
	ssize_t count;

	(void)class;
	if (offset < 0 || length < 0 || offset > (*env)->GetArrayLength(env, bytes) - length)
		return -EINVAL;
	if (length > (jint)sizeof part)
		length = sizeof part;
	if (millis >= 0) {
		int events = poll(&ready, 1, millis);

		if (events <= 0)
			return events < 0 ? -errno : -ETIMEDOUT;
	}
	count = recv(fd, part, (size_t)length, 0);
	if (count < 0)
		return -errno;
	(*env)->SetByteArrayRegion(env, bytes, offset, (jsize)count, part);
	return (jint)count;
}

/* Closes a descriptor. */
EXPORT(void, socket_ArrayStream, closeDescriptor)(JNIEnv *env, jclass class, jint fd)
{
	(void)env;
	(void)class;
	close(fd);
}
