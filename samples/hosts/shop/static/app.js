"use strict";const t=c=>c.sum;
