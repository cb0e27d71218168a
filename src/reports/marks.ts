/** Behind what scanners say of a method that listened to them, and behind such a method. */
export const HEARD = '*';

/** Behind a method that was told what nobody knows of new code. */
export const TOLD = '‡';
